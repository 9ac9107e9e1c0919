const samplesKept = 5;

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

/** The local clock that neither the user nor a time server can turn back during a meeting. */
export const localNow = (): number => performance.timeOrigin + performance.now();

/** The server's clock, guessed from a few round trips. */
export class ServerClock {
  #samples: number[] = [];
  #offset = 0;

  readonly local: () => number;

  constructor(local: () => number = localNow) {
    this.local = local;
  }

  get offset(): number {
    return this.#offset;
  }

  /** Enough round trips to trust the median. */
  get settled(): boolean {
    return this.#samples.length >= samplesKept;
  }

  /** One round trip: sent and received in local time, answered at the server's time. */
  sample(sentAt: number, receivedAt: number, serverTime: string): void {
    const server = Date.parse(serverTime);
    if (Number.isNaN(server)) return;
    this.#samples = [...this.#samples, server - (sentAt + receivedAt) / 2].slice(-samplesKept);
    this.#offset = median(this.#samples);
  }

  /** A rough first guess, which the first real sample replaces. */
  guess(serverTime: string): void {
    if (this.#samples.length > 0) return;
    const server = Date.parse(serverTime);
    if (!Number.isNaN(server)) this.#offset = server - this.local();
  }

  /** After sleep the local clock may have stood still: old samples say nothing any more. */
  forget(): void {
    this.#samples = [];
  }

  now(): number {
    return this.local() + this.#offset;
  }
}
