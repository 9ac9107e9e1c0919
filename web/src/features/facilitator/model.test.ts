import { describe, expect, it } from "vitest";
import { interposing } from "@/features/room";
import { applyEvents, applySnapshot } from "@/shared/rt/apply";
import { emptyRoom, type RoomState } from "@/shared/rt/state";
import { asked, event, granted, liveMeeting, snapshot } from "@/test/meeting";
import { lanesOf } from "./equity/lanes";
import { dropPosition, nextStep, readyCount, sharesAt, silentPeople } from "./model";

const start = applySnapshot(emptyRoom, snapshot(1));
const withEvents = (state: RoomState, ...events: Parameters<typeof applyEvents>[1]) =>
  applyEvents(state, events).state;
const second = (value: number) => Date.UTC(2026, 10, 23, 9, 30, value);

describe("shares", () => {
  it("count the running turn, but not while its clock stands", () => {
    const speaking = withEvents(start, granted(2, null, "cy"));
    const share = (state: RoomState, at: number) =>
      sharesAt(state, second(at)).find((each) => each.id === "cy");
    expect(share(speaking, 12)).toMatchObject({ seconds: 10, turns: 1, active: true });
    const paused = withEvents(
      speaking,
      event(3, {
        kind: "turn_paused",
        payload: { grant_no: 1, cause: "facilitator", spoke_ms: 1000, hold_until: null },
      }),
    );
    expect(share(paused, 12)?.seconds).toBe(1);
  });

  it("keep who spoke and left, and leave out who only observes", () => {
    const meeting = liveMeeting();
    const [ada, bo, cy] = meeting.participants;
    if (!ada || !bo || !cy) throw new Error("three people");
    meeting.participants = [
      { ...ada, role: "observer" },
      { ...bo, standing: "left", spoke_ms: 4000, turns: 1 },
      { ...cy, standing: "left" },
    ];
    const state = applySnapshot(emptyRoom, snapshot(1, meeting));
    expect(sharesAt(state, second(5)).map((each) => each.id)).toEqual(["bo"]);
  });
});

describe("the silent people", () => {
  it("are those who could speak and neither have, do nor wait", () => {
    expect(silentPeople(start).map((each) => each.participant_id)).toEqual(["ada", "bo", "cy"]);
    expect(silentPeople(withEvents(start, asked(2, 1, "bo"))).map((each) => each.participant_id)).toEqual([
      "ada",
      "cy",
    ]);
    expect(
      silentPeople(withEvents(start, granted(2, null, "ada"))).map((each) => each.participant_id),
    ).toEqual(["bo", "cy"]);
  });
});

describe("the next step", () => {
  const question = (seq: number, id: number, person: string) =>
    asked(seq, id, person, { kind: "clarifying_question" });

  it("is nothing, to grant, to wait for the end, or to let in", () => {
    expect(nextStep(start)).toBe("none");
    const waiting = withEvents(start, asked(2, 1, "bo"));
    expect(nextStep(waiting)).toBe("grant");
    const held = withEvents(start, granted(2, null, "cy"), asked(3, 1, "bo"));
    expect(nextStep(held)).toBe("after");
    const asking = withEvents(start, granted(2, null, "cy"), question(3, 1, "bo"));
    expect(nextStep(asking)).toBe("interrupt");
    expect(interposing(asking)?.participant_id).toBe("bo");
  });

  it("interrupts nobody with a question of one's own", () => {
    const own = withEvents(start, granted(2, null, "cy"), question(3, 1, "cy"));
    expect(interposing(own)).toBeUndefined();
  });
});

it("counts who is ready", () => {
  const ready = withEvents(
    start,
    event(2, { kind: "ready_changed", payload: { participant_id: "bo", ready: true } }),
  );
  expect(readyCount(ready)).toEqual({ ready: 1, all: 3 });
});

describe("a dropped request", () => {
  const queue =
    withEvents(start, asked(2, 1, "ada"), asked(3, 2, "bo"), asked(4, 3, "cy")).meeting?.floor.queue ?? [];

  it.each([
    [3, 1, "before", 1],
    [1, 3, "after", 3],
    [1, 2, "after", 2],
    [2, 1, "before", 1],
  ] as const)("%i %s %i goes to its place", (dragged, target, place, position) => {
    expect(dropPosition(queue, dragged, target, place)).toBe(position);
  });

  it("stays where it is when it is dropped there, or beside one that has gone", () => {
    expect(dropPosition(queue, 1, 2, "before")).toBeNull();
    expect(dropPosition(queue, 3, 2, "after")).toBeNull();
    expect(dropPosition(queue, 3, 9, "after")).toBeNull();
  });
});

it("takes the past from the server and the running turn from the socket", () => {
  const state = withEvents(start, granted(2, null, "cy"));
  const meeting = state.meeting ?? liveMeeting();
  const part = {
    grant_no: 7,
    resumes: null,
    participant_id: "bo",
    kind: "contribution" as const,
    stance: null,
    started_at: new Date(second(-60)).toISOString(),
    ended_at: new Date(second(-50)).toISOString(),
    spoke_ms: 10_000,
    phase_index: 0,
    item_id: null,
    ended: "released" as const,
  };
  const lanes = lanesOf(
    meeting,
    [part, { ...part, grant_no: 8, ended: "undone" }, { ...part, grant_no: 1, ended: "running" }],
    meeting.floor.holder,
    second(20),
  );
  expect(lanes.map((lane) => [lane.id, lane.turns.length])).toEqual([
    ["bo", 1],
    ["cy", 1],
  ]);
  expect(lanes[1]?.turns[0]).toMatchObject({ start: second(2), end: second(20) });
});
