const sampleEveryMs = 200;

interface HeartbeatOptions {
  ping: () => void;
  dead: () => void;
  /** Whether the clock still needs samples, so that the next ping should come soon. */
  hurried: () => boolean;
  now: () => number;
}

/** Sends pings, quickly at first for the clock, and notices a connection from which nothing comes any more. */
export class Heartbeat {
  #options: HeartbeatOptions;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #everyMs = 20_000;
  #heardAt = 0;

  constructor(options: HeartbeatOptions) {
    this.#options = options;
  }

  start(everyMs: number): void {
    this.#everyMs = everyMs;
    this.heard();
    this.#beat();
  }

  heard(): void {
    this.#heardAt = this.#options.now();
  }

  /** Pings now rather than at the next turn. */
  hurry(): void {
    if (this.#timer !== undefined) this.#beat();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #beat = (): void => {
    clearTimeout(this.#timer);
    if (this.#options.now() - this.#heardAt > 2 * this.#everyMs + 5000) {
      this.stop();
      this.#options.dead();
      return;
    }
    this.#options.ping();
    this.#timer = setTimeout(this.#beat, this.#options.hurried() ? sampleEveryMs : this.#everyMs);
  };
}
