import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { applyEvents } from "./apply";
import { RoomClient } from "./client";
import { decode } from "./decode";
import { emptyRoom } from "./state";
import type { TransportEvents } from "./transport";
import type { EventView, MeetingView, ServerMessage } from "./wire";

/** What the Rust side wrote: both sides have to understand the same messages in the same way. */
const golden = join(import.meta.dirname, "../../../../protocol/golden");
const read = (file: string): string => readFileSync(join(golden, file), "utf8");

interface Replay {
  snapshot: MeetingView;
  seq: number;
  events: EventView[];
  views: MeetingView[];
}

describe("the golden replay", () => {
  const { snapshot, seq, events, views } = JSON.parse(read("replay.json")) as Replay;

  it("has a view for each event", () => {
    expect(events.length).toBeGreaterThan(0);
    expect(views).toHaveLength(events.length);
  });

  it("gives the server's view after each event", () => {
    let state = { ...emptyRoom, meeting: snapshot, seq };
    for (const [index, event] of events.entries()) {
      const applied = applyEvents(state, [event]);
      expect(applied.gap).toBe(false);
      expect(applied.state.meeting, `after event ${event.seq}, ${event.kind}`).toEqual(views[index]);
      state = { ...applied.state, meeting: applied.state.meeting ?? snapshot };
    }
  });
});

describe("the golden messages", () => {
  const server = readdirSync(join(golden, "messages")).filter((file) => file.startsWith("server_"));

  function listener() {
    let events: TransportEvents | undefined;
    const client = new RoomClient({
      meetingId: "01935a00-0000-7000-8000-0000000000aa",
      role: "participant",
      open(given) {
        events = given;
        return { send: () => undefined, close: () => undefined, reconnect: () => undefined };
      },
      freshToken: async () => "token",
      tokenRefused: () => undefined,
      newId: () => "1",
      schedule: (flush) => flush(),
    });
    return { client, receive: (text: string) => events?.received(text) };
  }

  it.each(server)("understands %s", (file) => {
    const message = decode(read(`messages/${file}`));
    expect(`server_${message?.type}.json`).toBe(file);
    const { client, receive } = listener();
    receive(read("messages/server_snapshot.json"));
    expect(() => receive(read(`messages/${file}`))).not.toThrow();
    client.close();
  });

  it("shows the meeting of the snapshot", () => {
    const { client, receive } = listener();
    const text = read("messages/server_snapshot.json");
    receive(text);
    const snapshot = JSON.parse(text) as ServerMessage & { type: "snapshot" };
    expect(client.store.shown()).toMatchObject({
      meeting: snapshot.meeting,
      seq: snapshot.seq,
      you: snapshot.you,
    });
    client.close();
  });
});
