import { beforeEach, describe, expect, it } from "vitest";
import { asked, liveMeeting, snapshot } from "@/test/meeting";
import { theFuture } from "./client";
import type { TransportEvents } from "./transport";
import { WatchClient, watchedMost } from "./watch";
import type { ClientMessage, ServerMessage } from "./wire";

let sent: ClientMessage[];
let wire: TransportEvents;
let closed: boolean;
let refusedTokens: number;

function client(): WatchClient {
  let last = 0;
  return new WatchClient({
    open: (events) => {
      wire = events;
      return {
        send: (text) => sent.push(JSON.parse(text)),
        reconnect: () => undefined,
        close: () => {
          closed = true;
        },
      };
    },
    freshToken: async () => "token",
    tokenRefused: () => {
      refusedTokens += 1;
    },
    newId: () => `c${++last}`,
    schedule: (flush) => flush(),
  });
}

const hear = (message: ServerMessage) => wire.received(JSON.stringify(message));
const follows = () => sent.filter((each) => each.type === "resume");

async function greet(): Promise<void> {
  await wire.beforeOpen();
  wire.opened();
  hear({
    type: "welcome",
    protocol: 1,
    session_id: "s",
    user: { id: "ada", display_name: "Ada", role: "admin" },
    server_time: new Date().toISOString(),
    heartbeat_ms: 20_000,
  });
}

const shot = (id: string, seq: number) => ({ ...snapshot(seq, liveMeeting({ id })), meeting_id: id });
const answered = (meetingId: string) => {
  const follow = follows().findLast((each) => each.meeting_id === meetingId);
  hear({ type: "ack", id: follow?.id ?? "", seq: 0, result: null });
};

beforeEach(() => {
  sent = [];
  closed = false;
  refusedTokens = 0;
});

describe("one connection for several meetings", () => {
  it("looks at each without joining it, and keeps them apart", async () => {
    const watch = client();
    watch.watch(["m1", "m2"]);
    await greet();
    expect(sent.some((each) => each.type === "join")).toBe(false);
    expect(follows().map((each) => [each.meeting_id, each.after])).toEqual([
      ["m1", theFuture],
      ["m2", theFuture],
    ]);
    hear(shot("m1", 1));
    hear(shot("m2", 1));
    hear({ type: "events", meeting_id: "m2", events: [asked(2, 1, "bo")] });
    const { rooms } = watch.shown();
    expect(rooms.get("m1")?.meeting?.floor.queue).toHaveLength(0);
    expect(rooms.get("m2")?.meeting?.floor.queue).toHaveLength(1);
    watch.close();
    expect(closed).toBe(true);
  });

  it("follows what is added, drops what is left out, and ignores what still comes of it", async () => {
    const watch = client();
    watch.watch(["m1"]);
    await greet();
    hear(shot("m1", 1));
    watch.watch(["m2"]);
    expect(sent.at(-1)).toMatchObject({ type: "resume", meeting_id: "m2" });
    expect(sent.find((each) => each.type === "unfollow")).toMatchObject({ meeting_id: "m1" });
    hear(shot("m1", 5));
    expect([...watch.shown().rooms.keys()]).toEqual(["m2"]);
    watch.close();
  });

  it("follows no more than a connection may", async () => {
    const watch = client();
    watch.watch(Array.from({ length: 40 }, (_, index) => `m${index}`));
    await greet();
    expect(follows()).toHaveLength(watchedMost);
    watch.close();
  });

  it("resumes each after what it saw when the connection comes back", async () => {
    const watch = client();
    watch.watch(["m1", "m2"]);
    await greet();
    hear(shot("m1", 7));
    wire.closed(1006);
    expect(watch.shown().link).toBe("offline");
    expect(watch.shown().rooms.get("m1")?.link).toBe("offline");
    sent = [];
    await greet();
    expect(follows().map((each) => each.after)).toEqual([7, theFuture]);
    answered("m1");
    expect(watch.shown().rooms.get("m1")?.link).toBe("live");
    watch.close();
  });

  it("asks for what a gap left out, once", async () => {
    const watch = client();
    watch.watch(["m1"]);
    await greet();
    hear(shot("m1", 1));
    sent = [];
    hear({ type: "events", meeting_id: "m1", events: [asked(4, 2, "bo")] });
    hear({ type: "events", meeting_id: "m1", events: [asked(5, 3, "cy")] });
    expect(follows().map((each) => each.after)).toEqual([1]);
    watch.close();
  });

  it("keeps the others when one meeting is refused or lost", async () => {
    const watch = client();
    watch.watch(["m1", "m2"]);
    await greet();
    hear(shot("m1", 1));
    const second = follows().find((each) => each.meeting_id === "m2");
    hear({
      type: "refusal",
      id: second?.id ?? null,
      code: "not_a_participant",
      detail: "",
      retry_after_ms: null,
    });
    hear({ type: "removed", meeting_id: "m1", code: "removed", reason: null });
    const { rooms } = watch.shown();
    expect(rooms.get("m2")?.end).toMatchObject({ kind: "refused", code: "not_a_participant" });
    expect(rooms.get("m1")?.end).toMatchObject({ kind: "removed" });
    sent = [];
    await greet();
    expect(follows()).toHaveLength(0);
    watch.close();
  });

  it("renews a token that is not taken", async () => {
    const watch = client();
    wire.closed(4401);
    expect(refusedTokens).toBe(1);
    watch.close();
  });
});
