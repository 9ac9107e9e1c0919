import { describe, expect, it } from "vitest";
import { asked, event, snapshot } from "@/test/meeting";
import { applyEvents, applyPresence, applySnapshot } from "./apply";
import { emptyRoom } from "./state";

const room = applySnapshot(emptyRoom, snapshot(1));

describe("applying events", () => {
  it("takes them in order and keeps them as history", () => {
    const { state, gap } = applyEvents(room, [asked(2, 1, "bo"), asked(3, 2, "cy")]);
    expect({ seq: state.seq, gap, history: state.history.length }).toEqual({
      seq: 3,
      gap: false,
      history: 2,
    });
  });

  it("ignores what it has seen", () => {
    const once = applyEvents(room, [asked(2, 1, "bo")]).state;
    expect(applyEvents(once, [asked(2, 1, "bo")])).toEqual({ state: once, gap: false });
    expect(applyEvents(once, [asked(1, 1, "bo"), asked(2, 1, "bo"), asked(3, 2, "cy")]).state.seq).toBe(3);
  });

  it("stops at a gap and takes nothing from behind it", () => {
    const { state, gap } = applyEvents(room, [asked(2, 1, "bo"), asked(4, 3, "cy")]);
    expect(gap).toBe(true);
    expect(state.seq).toBe(2);
    expect(state.meeting?.floor.queue).toHaveLength(1);
  });

  it("counts a kind it does not know", () => {
    const odd = { ...asked(2, 1, "bo"), kind: "brand_new" } as unknown as ReturnType<typeof asked>;
    expect(applyEvents(room, [odd]).state.seq).toBe(2);
  });

  it("ends the room when I am out of the meeting", () => {
    const left = event(2, { kind: "participant_left", payload: { participant_id: "bo" } });
    expect(applyEvents(room, [left]).state.end).toEqual({ kind: "left" });
    const other = event(2, { kind: "participant_left", payload: { participant_id: "cy" } });
    expect(applyEvents(room, [other]).state.end).toBeNull();
  });

  it("lets a command rest until its events are here", () => {
    const waiting = {
      ...room,
      pending: [{ id: "c1", command: { type: "request_floor" as const }, sentAt: 0, awaitsSeq: 3 }],
    };
    const first = applyEvents(waiting, [asked(2, 1, "cy")]).state;
    expect(first.pending).toHaveLength(1);
    expect(applyEvents(first, [asked(3, 2, "bo")]).state.pending).toHaveLength(0);
  });
});

it("replaces everything by a snapshot", () => {
  const later = applyEvents(room, [asked(2, 1, "bo")]).state;
  const replaced = applySnapshot({ ...later, link: "resyncing" }, snapshot(50));
  expect(replaced).toMatchObject({ seq: 50, link: "live", history: [] });
  expect(replaced.meeting?.floor.queue).toEqual([]);
});

it("notes who is connected", () => {
  const changes = [
    { participant_id: "ada", connected: false },
    { participant_id: "cy", connected: true },
  ];
  const next = applyPresence(room, { type: "presence", meeting_id: "m1", changes });
  expect([...next.online].sort()).toEqual(["bo", "cy"]);
  expect([...room.online].sort()).toEqual(["ada", "bo"]);
});
