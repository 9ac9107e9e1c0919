import { type Signal, signal } from "@/shared/lib/signal";
import {
  chosenDevice,
  type InputKind,
  openDevice,
  openScreen,
  type Trouble,
  troubleOf,
  watchDevices,
} from "./devices";

export interface Input {
  /** What the person wants. */
  on: boolean;
  opening: boolean;
  track: MediaStreamTrack | null;
  trouble: Trouble | null;
}

export type InputName = InputKind | "screen";

const off: Input = { on: false, opening: false, track: null, trouble: null };
const openers: Record<InputName, () => Promise<MediaStreamTrack>> = {
  mic: () => openDevice("mic"),
  camera: () => openDevice("camera"),
  screen: openScreen,
};

/** My microphone, camera and screen. What is off is let go of, so that its light goes out. */
export class Inputs {
  readonly mic: Signal<Input> = signal(off);
  readonly camera: Signal<Input> = signal(off);
  readonly screen: Signal<Input> = signal(off);
  #turn: Record<InputName, number> = { mic: 0, camera: 0, screen: 0 };
  #stop: (() => void)[];

  constructor() {
    this.#stop = [
      watchDevices(() => this.#replug()),
      chosenDevice.mic.subscribe(() => void this.#reopen("mic")),
      chosenDevice.camera.subscribe(() => void this.#reopen("camera")),
    ];
  }

  /** Answers whether it is as wanted. */
  async set(name: InputName, on: boolean): Promise<boolean> {
    const input = this[name];
    if (on && (input.get().track || input.get().opening)) return true;
    return on ? this.#open(name) : this.#close(name, null);
  }

  close(): void {
    for (const stop of this.#stop) stop();
    for (const name of ["mic", "camera", "screen"] as const) this.#close(name, null);
  }

  async #open(name: InputName): Promise<boolean> {
    const turn = ++this.#turn[name];
    const input = this[name];
    const before = input.get().track;
    input.set({ on: true, opening: true, track: before, trouble: null });
    try {
      const track = await openers[name]();
      // Meanwhile it was turned off, or another one was chosen.
      if (turn !== this.#turn[name]) {
        track.stop();
        return false;
      }
      track.onended = () => this.#lost(name, track);
      input.set({ on: true, opening: false, track, trouble: null });
      before?.stop();
      return true;
    } catch (error) {
      if (turn !== this.#turn[name]) return false;
      const trouble = troubleOf(error);
      // Who closes the picker of screens knows that nothing is shared.
      this.#close(name, name === "screen" && trouble === "denied" ? null : trouble);
      return false;
    }
  }

  #close(name: InputName, trouble: Trouble | null): boolean {
    this.#turn[name] += 1;
    const { track } = this[name].get();
    this[name].set({ ...off, trouble });
    if (track) track.onended = null;
    track?.stop();
    return trouble === null;
  }

  /** It was pulled out, or the browser's own button ended it. */
  #lost(name: InputName, track: MediaStreamTrack): void {
    if (this[name].get().track !== track) return;
    if (name === "screen") this.#close(name, null);
    else {
      this[name].set({ ...this[name].get(), track: null });
      void this.#open(name);
    }
  }

  async #reopen(name: InputKind): Promise<void> {
    if (this[name].get().on) await this.#open(name);
  }

  /** A device that was missing may have come. */
  #replug(): void {
    for (const name of ["mic", "camera"] as const) {
      const { on, trouble } = this[name].get();
      if (!on && trouble === "missing") this[name].set(off);
    }
  }
}
