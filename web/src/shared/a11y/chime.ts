import { soundsOn } from "@/shared/prefs/switches";

export type Chime = "turn" | "next";

/** Frequency in hertz and beginning in seconds of each tone. */
const tones: Record<Chime, readonly (readonly [number, number])[]> = {
  turn: [
    [659, 0],
    [880, 0.16],
  ],
  next: [[523, 0]],
};
const loudness: Record<Chime, number> = { turn: 0.2, next: 0.1 };
const lengthSeconds = 0.45;

let context: AudioContext | undefined;

/** A short sound without any file. A browser that has not been touched yet keeps silent, and that is no reason to fail. */
export function chime(which: Chime): void {
  if (!soundsOn.get()) return;
  try {
    context ??= new AudioContext();
    void context.resume();
    for (const [frequency, begin] of tones[which]) {
      const at = context.currentTime + begin;
      const tone = new OscillatorNode(context, { type: "sine", frequency });
      const gain = new GainNode(context, { gain: 0 });
      gain.gain.linearRampToValueAtTime(loudness[which], at + 0.02);
      gain.gain.exponentialRampToValueAtTime(0.0001, at + lengthSeconds);
      tone.connect(gain).connect(context.destination);
      tone.start(at);
      tone.stop(at + lengthSeconds);
    }
  } catch {
    // No sound here. What it would say is said and shown as well.
  }
}
