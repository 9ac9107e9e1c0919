import { emptyRoom, type RoomState } from "./state";

/** Calls `flush` when it is time to show what has changed. */
export type Schedule = (flush: () => void) => void;

/** At most once a frame; a hidden page gets no frames and has nobody who looks. */
export const eachFrame: Schedule = (flush) => {
  if (document.visibilityState === "hidden") setTimeout(flush, 250);
  else requestAnimationFrame(flush);
};

/** The state of a room. `latest` is the truth, `shown` is what the page was last told. */
export class RoomStore {
  #latest: RoomState = emptyRoom;
  #shown: RoomState = emptyRoom;
  #scheduled = false;
  #listeners = new Set<() => void>();
  #schedule: Schedule;

  constructor(schedule: Schedule = eachFrame) {
    this.#schedule = schedule;
  }

  get latest(): RoomState {
    return this.#latest;
  }

  readonly shown = (): RoomState => this.#shown;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  replace(next: RoomState): void {
    if (next === this.#latest) return;
    this.#latest = next;
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#schedule(this.#flush);
  }

  update(change: Partial<RoomState>): void {
    this.replace({ ...this.#latest, ...change });
  }

  #flush = (): void => {
    this.#scheduled = false;
    this.#shown = this.#latest;
    for (const listener of this.#listeners) listener();
  };
}
