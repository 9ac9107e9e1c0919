import { describe, expect, it, vi } from "vitest";
import { ServerClock } from "./clock";
import { RoomStore } from "./store";

describe("the server's clock", () => {
  const server = (ms: number) => new Date(ms).toISOString();

  it("takes the middle of the round trip", () => {
    const clock = new ServerClock(() => 1000);
    clock.sample(0, 100, server(1050));
    expect(clock.offset).toBe(1000);
    expect(clock.now()).toBe(2000);
  });

  it("keeps the last five and is not moved by one bad sample", () => {
    const clock = new ServerClock(() => 0);
    for (const offset of [70_000, 10, 20, 30, 40, 50]) clock.sample(0, 0, server(offset));
    expect(clock.offset).toBe(30);
    expect(clock.settled).toBe(true);
    clock.forget();
    expect(clock.settled).toBe(false);
    expect(clock.offset).toBe(30);
  });

  it("ignores a time that is none", () => {
    const clock = new ServerClock(() => 0);
    clock.sample(0, 0, "soon");
    expect(clock.offset).toBe(0);
  });
});

describe("the store", () => {
  it("tells its listeners once for many changes", () => {
    let flush: (() => void) | undefined;
    const store = new RoomStore((given) => {
      flush = given;
    });
    const listener = vi.fn();
    const stop = store.subscribe(listener);
    store.update({ seq: 1 });
    store.update({ seq: 2 });
    expect(store.latest.seq).toBe(2);
    expect(store.shown().seq).toBe(0);
    flush?.();
    expect(listener).toHaveBeenCalledOnce();
    expect(store.shown().seq).toBe(2);
    stop();
    store.update({ seq: 3 });
    flush?.();
    expect(listener).toHaveBeenCalledOnce();
  });

  it("says nothing when nothing has changed", () => {
    const schedule = vi.fn();
    const store = new RoomStore(schedule);
    store.replace(store.latest);
    expect(schedule).not.toHaveBeenCalled();
  });
});
