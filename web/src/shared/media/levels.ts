import { type Signal, signal } from "@/shared/lib/signal";

const everyMs = 60;
/** What a quiet voice comes to; below it is the noise of the room. */
const quiet = 0.01;

/** How loud samples are, from 0 to 1, as ears count it. */
export function loudness(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  const volume = Math.sqrt(sum / Math.max(1, samples.length));
  if (volume <= quiet) return 0;
  return Math.min(1, 1 + Math.log10(volume) / -Math.log10(quiet) + 0.15);
}

export interface Meter {
  level: Signal<number>;
  stop(): void;
}

/** Measures a microphone without anybody hearing it. */
export function meterOf(track: MediaStreamTrack): Meter {
  const level = signal(0);
  let context: AudioContext | undefined;
  try {
    context = new AudioContext();
  } catch {
    return { level, stop: () => undefined };
  }
  void context.resume();
  const analyser = new AnalyserNode(context, { fftSize: 1024 });
  context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    // It falls more slowly than it rises, so that eyes can follow.
    level.set(Math.round(Math.max(loudness(samples), level.get() * 0.85 - 0.01, 0) * 100) / 100);
  }, everyMs);
  return {
    level,
    stop() {
      clearInterval(timer);
      void context.close().catch(() => undefined);
    },
  };
}

/** A short melody out of the chosen speaker. */
export async function playTestTone(speaker: string): Promise<void> {
  const context = new AudioContext();
  const out = context.createMediaStreamDestination();
  const element = new Audio();
  element.srcObject = out.stream;
  if (speaker && "setSinkId" in element) await element.setSinkId(speaker).catch(() => undefined);
  await context.resume();
  await element.play();
  const lengthSeconds = 0.3;
  for (const [index, frequency] of [523, 659, 784].entries()) {
    const at = context.currentTime + index * lengthSeconds;
    const tone = new OscillatorNode(context, { frequency });
    const gain = new GainNode(context, { gain: 0 });
    gain.gain.linearRampToValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(0.25, at + 0.03);
    gain.gain.linearRampToValueAtTime(0, at + lengthSeconds);
    tone.connect(gain).connect(out);
    tone.start(at);
    tone.stop(at + lengthSeconds);
  }
  await new Promise((resolve) => setTimeout(resolve, 1200));
  element.pause();
  await context.close();
}
