import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { asked, snapshot } from "@/test/meeting";
import { RoomClient } from "./client";
import { ServerClock } from "./clock";
import type { TransportEvents } from "./transport";
import type { ClientMessage, ServerMessage } from "./wire";

/** A client whose other end is the test. */
function start() {
  const sent: ClientMessage[] = [];
  const calls = { close: vi.fn(), reconnect: vi.fn(), tokenRefused: vi.fn() };
  let events: TransportEvents | undefined;
  let ids = 0;
  let token: string | null = "t1";
  const client = new RoomClient({
    meetingId: "m1",
    role: "observer",
    open(given) {
      events = given;
      return {
        send: (text) => sent.push(JSON.parse(text) as ClientMessage),
        close: calls.close,
        reconnect: calls.reconnect,
      };
    },
    freshToken: async () => token,
    tokenRefused: calls.tokenRefused,
    newId: () => `c${++ids}`,
    clock: new ServerClock(() => Date.now()),
    schedule: (flush) => flush(),
  });
  const hear = (message: ServerMessage) => events?.received(JSON.stringify(message));
  const last = () => sent.filter((message) => message.type !== "ping").at(-1);
  const lastId = () => {
    const message = last();
    return message && "id" in message ? message.id : "";
  };
  return {
    client,
    sent,
    calls,
    hear,
    last,
    lastId,
    events: () => events as TransportEvents,
    expire: () => {
      token = null;
    },
    async connect() {
      await events?.beforeOpen();
      events?.opened();
      hear({
        type: "welcome",
        protocol: 1,
        session_id: "s",
        user: { id: "bo", display_name: "Bo", role: "member" },
        server_time: new Date(Date.now() + 5000).toISOString(),
        heartbeat_ms: 20_000,
      });
    },
    async enter() {
      await this.connect();
      hear({ type: "ack", id: lastId(), seq: 1, result: null });
      hear(snapshot(1));
    },
  };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("coming in", () => {
  it("says hello with the token, then joins in the wanted role", async () => {
    const room = start();
    await room.connect();
    expect(room.sent[0]).toEqual({ type: "hello", protocol: 1, token: "t1" });
    expect(room.last()).toEqual({ type: "join", id: "c1", meeting_id: "m1", role: "observer" });
    expect(room.client.store.shown().link).toBe("connecting");
    room.hear(snapshot(1));
    expect(room.client.store.shown()).toMatchObject({ link: "live", seq: 1 });
  });

  it("gives up when the person has to sign in", async () => {
    const room = start();
    room.expire();
    expect(await room.events().beforeOpen()).toBe(false);
  });

  it("ends when it may not join", async () => {
    const room = start();
    await room.connect();
    room.hear({ type: "refusal", id: room.lastId(), code: "banned", detail: "no", retry_after_ms: null });
    expect(room.client.store.shown().end).toEqual({ kind: "refused", code: "banned", detail: "no" });
    expect(room.calls.close).toHaveBeenCalled();
  });

  it("guesses the server's clock from the welcome and takes the median of five pongs", async () => {
    const room = start();
    await room.connect();
    expect(room.client.clock.offset).toBeCloseTo(5000, -1);
    for (const offset of [9000, 100, 120, 110, 90]) {
      const t = Date.now();
      room.hear({ type: "pong", t, server_time: new Date(t + offset).toISOString() });
    }
    expect(room.client.clock.offset).toBe(110);
  });
});

describe("staying up to date", () => {
  it("resumes once when an event is missing, and goes on from there", async () => {
    const room = start();
    await room.enter();
    room.hear({ type: "events", meeting_id: "m1", events: [asked(3, 2, "cy")] });
    expect(room.last()).toEqual({ type: "resume", id: "c2", meeting_id: "m1", after: 1 });
    expect(room.client.store.shown().link).toBe("resyncing");
    const before = room.sent.length;
    room.hear({ type: "events", meeting_id: "m1", events: [asked(4, 3, "ada")] });
    expect(room.sent).toHaveLength(before);
    room.hear({ type: "ack", id: "c2", seq: 4, result: null });
    room.hear({
      type: "events",
      meeting_id: "m1",
      events: [asked(2, 1, "bo"), asked(3, 2, "cy"), asked(4, 3, "ada")],
    });
    expect(room.client.store.shown()).toMatchObject({ link: "live", seq: 4 });
    expect(room.client.store.shown().meeting?.floor.queue).toHaveLength(3);
  });

  it("resumes after a lost connection from the last event", async () => {
    const room = start();
    await room.enter();
    room.hear({ type: "events", meeting_id: "m1", events: [asked(2, 1, "cy")] });
    room.events().closed(1006);
    expect(room.client.store.shown()).toMatchObject({ link: "offline", seq: 2 });
    await room.connect();
    expect(room.last()).toMatchObject({ type: "resume", after: 2 });
    room.hear({ type: "ack", id: room.lastId(), seq: 2, result: null });
    expect(room.client.store.shown()).toMatchObject({ link: "live", lostAt: null });
  });

  it("hears only its own meeting, and nothing that is no message", async () => {
    const room = start();
    await room.enter();
    room.hear({ type: "events", meeting_id: "other", events: [asked(2, 1, "cy")] });
    for (const text of [
      "",
      "nonsense",
      "[]",
      "null",
      '{"type":7}',
      '{"type":"new_thing","meeting_id":"m1"}',
    ]) {
      room.events().received(text);
    }
    expect(room.client.store.shown().seq).toBe(1);
  });

  it("reconnects when nothing comes any more", async () => {
    const room = start();
    await room.enter();
    await vi.advanceTimersByTimeAsync(70_000);
    expect(room.calls.reconnect).toHaveBeenCalled();
  });
});

describe("commands", () => {
  it("are pending until their effect is seen, and answer with the result", async () => {
    const room = start();
    await room.enter();
    const answer = room.client.send({ type: "request_floor", kind: "contribution" });
    expect(room.last()).toEqual({ type: "request_floor", kind: "contribution", id: "c2", meeting_id: "m1" });
    expect(room.client.store.shown().pending).toHaveLength(1);
    const result = { request_id: 1, state: "accepted" as const, position: 1 };
    room.hear({ type: "ack", id: "c2", seq: 2, result });
    expect(await answer).toEqual({ seq: 2, result });
    expect(room.client.store.shown().pending).toHaveLength(1);
    room.hear({ type: "events", meeting_id: "m1", events: [asked(2, 1, "bo")] });
    expect(room.client.store.shown().pending).toHaveLength(0);
  });

  it("tell a refusal with its code", async () => {
    const room = start();
    await room.enter();
    const answer = room.client.send({ type: "request_floor" });
    room.hear({ type: "refusal", id: "c2", code: "queue_is_closed", detail: "closed", retry_after_ms: null });
    await expect(answer).rejects.toMatchObject({ code: "queue_is_closed", detail: "closed" });
    expect(room.client.store.shown().pending).toHaveLength(0);
  });

  it("are sent again with the same id after a reconnect, and answered once", async () => {
    const room = start();
    await room.enter();
    const answer = room.client.send({ type: "release_floor" });
    room.events().closed(1012);
    await room.connect();
    expect(room.last()).toMatchObject({ type: "resume" });
    room.hear({ type: "ack", id: room.lastId(), seq: 1, result: null });
    const releases = room.sent.filter((message) => message.type === "release_floor");
    expect(releases.map((message) => message.id)).toEqual(["c2", "c2"]);
    room.hear({ type: "ack", id: "c2", seq: 1, result: null });
    room.hear({ type: "ack", id: "c2", seq: 1, result: null });
    expect(await answer).toEqual({ seq: 1, result: null });
  });

  it("end the room once I have left", async () => {
    const room = start();
    await room.enter();
    const answer = room.client.send({ type: "leave" });
    room.hear({ type: "ack", id: "c2", seq: 2, result: null });
    await answer;
    expect(room.client.store.shown().end).toEqual({ kind: "left" });
  });

  it("are refused at once without a connection", async () => {
    const room = start();
    await room.enter();
    room.events().closed(1006);
    await expect(room.client.send({ type: "release_floor" })).rejects.toMatchObject({
      code: "connection_lost",
    });
  });
});

describe("the end of a connection", () => {
  it("asks for a new token when the old one is not taken", async () => {
    const room = start();
    await room.enter();
    room.events().closed(4401);
    expect(room.calls.tokenRefused).toHaveBeenCalledOnce();
    expect(room.client.store.shown().end).toBeNull();
  });

  it("stops when it speaks the wrong language", async () => {
    const room = start();
    await room.enter();
    room.events().closed(4400);
    expect(room.client.store.shown().end).toEqual({ kind: "outdated" });
    expect(room.calls.close).toHaveBeenCalled();
  });

  it("waits before it comes back when it said too much", async () => {
    const room = start();
    await room.enter();
    room.events().closed(4429);
    const back = vi.fn();
    void room.events().beforeOpen().then(back);
    await vi.advanceTimersByTimeAsync(4900);
    expect(back).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(200);
    expect(back).toHaveBeenCalled();
  });

  it("does not repeat a message that was too large", async () => {
    const room = start();
    await room.enter();
    const answer = room.client.send({ type: "request_floor", note: "…" });
    room.events().closed(1009);
    await expect(answer).rejects.toMatchObject({ code: "message_too_large" });
  });

  it("tells why one was removed", async () => {
    const room = start();
    await room.enter();
    room.hear({ type: "removed", meeting_id: "m1", code: "banned", reason: "Disturbs" });
    expect(room.client.store.shown().end).toEqual({ kind: "banned", reason: "Disturbs" });
    expect(room.calls.close).toHaveBeenCalled();
  });
});
