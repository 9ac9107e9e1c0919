import { type Signal, signal } from "@/shared/lib/signal";
import { chosenDevice } from "./devices";

/** What plays the streams of sound. Nothing of it is seen, so none of it is in the page. */
export class Speakers {
  /** The browser keeps silent until somebody has clicked. */
  readonly blocked: Signal<boolean> = signal(false);
  #players = new Map<string, HTMLAudioElement>();
  #stop: () => void;

  constructor() {
    this.#stop = chosenDevice.speaker.subscribe(() => {
      for (const player of this.#players.values()) this.#route(player);
    });
  }

  /** Plays these, by name, and nothing else. */
  play(streams: ReadonlyMap<string, MediaStream>): void {
    for (const [name, player] of this.#players) {
      if (streams.has(name)) continue;
      player.srcObject = null;
      this.#players.delete(name);
    }
    for (const [name, stream] of streams) {
      const player = this.#players.get(name) ?? this.#make(name);
      if (player.srcObject === stream) continue;
      player.srcObject = stream;
      this.#start(player);
    }
  }

  /** Called from a click. */
  unblock(): void {
    this.blocked.set(false);
    for (const player of this.#players.values()) this.#start(player);
  }

  close(): void {
    this.#stop();
    this.play(new Map());
  }

  #make(name: string): HTMLAudioElement {
    const player = new Audio();
    player.autoplay = true;
    this.#players.set(name, player);
    this.#route(player);
    return player;
  }

  #start(player: HTMLAudioElement): void {
    player.play().catch((error: unknown) => {
      if (error instanceof DOMException && error.name === "NotAllowedError") this.blocked.set(true);
    });
  }

  #route(player: HTMLAudioElement): void {
    // A speaker that is gone leaves the usual one.
    if ("setSinkId" in player) void player.setSinkId(chosenDevice.speaker.get()).catch(() => undefined);
  }
}
