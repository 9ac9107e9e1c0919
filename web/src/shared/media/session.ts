import { type Signal, signal } from "@/shared/lib/signal";
import { pushToTalk } from "@/shared/prefs/switches";
import type { RoomClient } from "@/shared/rt/client";
import { MediaClient } from "./client";
import { entryOf, rememberEntry, takeHanded } from "./entry";
import { gateOf } from "./heard";
import { mediaHere } from "./here";
import { Inputs } from "./inputs";
import { movement, type Quality, qualityBetween, type Sample, sampleOf, steadyQuality } from "./quality";
import { sourceWatch } from "./sources";
import { Speakers } from "./speakers";

const sourcesEveryMs = 250;
const statsEveryMs = 800;
/** Bad for so long that one would rather hear than see. */
const suggestAfterMs = 12_000;

/** The devices with which one comes in: from the lobby, or as they were before the page was loaded again. */
function inputsFor(meetingId: string): Inputs {
  const handed = takeHanded(meetingId);
  if (handed) return handed;
  const inputs = new Inputs();
  const entry = entryOf(meetingId);
  if (entry?.mic) void inputs.set("mic", true);
  if (entry?.camera) void inputs.set("camera", true);
  return inputs;
}

/** All of audio and video of one person in one meeting: devices, connection, sound, and what is known about them. */
export class MediaSession {
  readonly client: MediaClient;
  readonly inputs: Inputs;
  readonly speakers = new Speakers();
  readonly quality: Signal<Quality> = signal<Quality>("good");
  /** The network has been too weak for pictures for a while. */
  readonly weak: Signal<boolean> = signal(false);
  /** The lines whose picture moves. */
  readonly moving: Signal<ReadonlySet<string>> = signal<ReadonlySet<string>>(new Set());
  /** What the packets of the floor say about who speaks. */
  readonly sources: Signal<readonly number[]> = signal<readonly number[]>([]);
  /** Whether the key to talk is held. */
  readonly pressed: Signal<boolean> = signal(false);
  #room: RoomClient;
  #stop: (() => void)[];

  constructor(room: RoomClient) {
    this.#room = room;
    this.inputs = inputsFor(room.meetingId);
    this.client = new MediaClient(room);
    const { mic, camera, screen } = this.inputs;
    const { view } = this.client;
    this.#stop = [
      mic.subscribe(() => this.#sendMic()),
      camera.subscribe(() => this.client.send("cam", camera.get().track)),
      screen.subscribe(() => this.client.send("screen", screen.get().track)),
      room.store.subscribe(() => this.#gate()),
      this.pressed.subscribe(() => this.#gate()),
      pushToTalk.subscribe(() => this.#gate()),
      mic.subscribe(() => this.#remember()),
      camera.subscribe(() => this.#remember()),
      view.subscribe(() => this.#viewed()),
      this.#watchSources(),
      this.#watchStats(),
    ];
    this.#sendMic();
    this.client.send("cam", camera.get().track);
    this.#remember();
    this.#viewed();
  }

  close(): void {
    for (const stop of this.#stop) stop();
    this.client.close();
    this.inputs.close();
    this.speakers.close();
  }

  #sendMic(): void {
    this.#gate();
    this.client.send("mic", this.inputs.mic.get().track);
  }

  /** A courtesy: the server lets nothing through that it should not. */
  #gate(): void {
    const { track } = this.inputs.mic.get();
    if (!track) return;
    const open = gateOf(this.#room.store.latest) === "open";
    track.enabled = open && (!pushToTalk.get() || this.pressed.get());
  }

  #remember(): void {
    const { mic, camera } = this.inputs;
    rememberEntry(this.#room.meetingId, { mic: mic.get().on, camera: camera.get().on });
  }

  #viewed(): void {
    const { phase, floor, slots, sends } = this.client.view.get();
    if (phase === "off") mediaHere.set(false);
    if (phase === "on") mediaHere.set(true);
    const gone = phase === "off" || phase === "over" || (phase === "on" && !sends);
    if (gone) for (const name of ["mic", "camera", "screen"] as const) void this.inputs.set(name, false);
    const sounds = new Map<string, MediaStream>();
    if (floor) sounds.set("floor", floor);
    for (const { kind, mid, stream } of slots) if (kind === "audio" && stream) sounds.set(mid, stream);
    this.speakers.play(sounds);
  }

  #watchSources(): () => void {
    const watch = sourceWatch();
    const timer = setInterval(
      () => this.sources.set(watch(this.client.floorReceiver(), performance.now())),
      sourcesEveryMs,
    );
    return () => clearInterval(timer);
  }

  #watchStats(): () => void {
    const moves = movement();
    const steady = steadyQuality();
    let before: Sample | null = null;
    let goodAt = performance.now();
    const look = async () => {
      const report = await this.client.stats();
      const now = performance.now();
      if (!report) {
        before = null;
        return;
      }
      const sample = sampleOf(report.values(), now);
      this.moving.set(moves(sample));
      if (before) this.quality.set(steady(qualityBetween(before, sample)));
      before = sample;
      if (this.quality.get() !== "poor") goodAt = now;
      this.weak.set(now - goodAt > suggestAfterMs);
    };
    const timer = setInterval(() => void look(), statsEveryMs);
    return () => clearInterval(timer);
  }
}
