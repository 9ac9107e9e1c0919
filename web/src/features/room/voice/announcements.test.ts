import i18next from "i18next";
import { beforeAll, describe, expect, it } from "vitest";
import { applyEvents, applySnapshot } from "@/shared/rt/apply";
import { emptyRoom, type RoomState } from "@/shared/rt/state";
import type { EventView } from "@/shared/rt/wire";
import { asked, event, granted, snapshot } from "@/test/meeting";
import { withTexts } from "@/test/texts";
import { announcementsOf } from "./announcements";
import { statusSentence } from "./statusSentence";
import { crossedMark } from "./timeMarks";

beforeAll(withTexts);

/** Bo listens. */
const room = applySnapshot(emptyRoom, snapshot(1));
const now = Date.UTC(2026, 10, 23, 9, 30, 2);
const with_ = (state: RoomState, ...events: EventView[]) => applyEvents(state, events).state;
const said = (before: RoomState, after: RoomState, others = true) =>
  announcementsOf(before, after, { t: i18next.getFixedT(null, "room"), now, others });

describe("what is said", () => {
  it("tells me urgently that it is my turn, and how long", () => {
    const [only] = said(room, with_(room, granted(2, null, "bo")));
    expect(only).toMatchObject({ text: "It is your turn. You have 2:00.", urgency: "assertive" });
  });

  it("tells of others' turns politely, and not at all when that is turned off", () => {
    const theirs = with_(room, granted(2, null, "cy"));
    expect(said(room, theirs)).toMatchObject([{ text: "Cy has the floor.", urgency: "polite" }]);
    expect(said(room, theirs, false)).toEqual([]);
  });

  it("tells my place, and that I am next", () => {
    const third = with_(room, asked(2, 1, "ada"), asked(3, 2, "cy"), asked(4, 3, "bo"));
    expect(said(room, third)).toMatchObject([{ text: "You are 3rd of 3.", key: "place" }]);
    const gone = (seq: number, request_id: number, participant_id: string) =>
      event(seq, { kind: "request_withdrawn", payload: { request_id, participant_id, cause: "own" } });
    const next = with_(third, gone(5, 1, "ada"), gone(6, 2, "cy"));
    expect(said(third, next)).toMatchObject([{ text: "You are next." }]);
    expect(said(next, next)).toEqual([]);
  });

  it("tells why my turn was ended and my request declined, but not those of others", () => {
    const mine = with_(room, granted(2, null, "bo"));
    const revoke = (participant_id: string) =>
      event(3, {
        kind: "floor_revoked",
        payload: {
          grant_no: 1,
          participant_id,
          spoke_ms: 1,
          cause: "facilitator",
          reason: "Time for others",
        },
      });
    expect(said(mine, with_(mine, revoke("bo")))).toMatchObject([
      { text: "The facilitator ended your turn: Time for others", urgency: "assertive" },
    ]);
    const theirs = with_(room, granted(2, null, "cy"));
    expect(said(theirs, with_(theirs, revoke("cy")))).toEqual([]);
  });

  it("tells the phase", () => {
    const moved = with_(
      room,
      event(2, { kind: "phase_entered", payload: { index: 1, ends_at: null, direction: "advance" } }),
    );
    expect(said(room, moved)).toMatchObject([{ text: "Phase 2 of 2: Decision." }]);
  });

  it("says one sentence after a lost connection, not all that was missed", () => {
    const lost = { ...room, link: "offline" as const };
    expect(said(room, lost)).toMatchObject([{ urgency: "assertive", key: "link" }]);
    const back = { ...with_(lost, asked(2, 1, "bo"), granted(3, null, "cy")), link: "live" as const };
    expect(said(lost, back)).toMatchObject([
      { text: "Connected again. Cy has the floor. 2:01 left. You are next. Phase 1 of 2: Ideation." },
    ]);
  });

  it("says how things stand when asked", () => {
    expect(statusSentence(room, now, i18next.getFixedT(null, "room"))).toBe(
      "The floor is free. Phase 1 of 2: Ideation.",
    );
  });
});

describe("the marks of my time", () => {
  it.each([
    [61, 60, 60],
    [31, 30, 30],
    [11, 10, 10],
    [1, 0, 0],
    [100, 5, 10],
    [29, 28, null],
    [null, 30, null],
    [30, null, null],
  ])("from %s to %s says %s", (before, left, mark) => {
    expect(crossedMark(before, left)).toBe(mark);
  });
});
