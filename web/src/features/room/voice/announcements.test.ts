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
    expect(only).toMatchObject({ text: "It is your turn. 2 minutes.", urgency: "assertive" });
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

  it("tells me that I am interrupted and get the floor back, and when I have it", () => {
    const mine = with_(room, granted(2, null, "bo"));
    const aside = with_(
      mine,
      event(3, { kind: "floor_suspended", payload: { grant_no: 1, participant_id: "bo", spoke_ms: 48_000 } }),
      granted(4, null, "cy", { grant_no: 2, kind: "clarifying_question", interrupts: 1 }),
    );
    expect(said(mine, aside, false)).toMatchObject([
      {
        text: "Cy asks a question. You have the floor back afterwards, 1 minute 12 seconds left.",
        urgency: "assertive",
      },
    ]);
    const back = with_(
      aside,
      event(5, {
        kind: "floor_released",
        payload: { grant_no: 2, participant_id: "cy", spoke_ms: 1, cause: "own" },
      }),
      granted(6, null, "bo", {
        grant_no: 3,
        resumes: 1,
        limit_ms: 72_000,
        ends_at: "2026-11-23T09:31:14.000Z",
      }),
    );
    expect(said(aside, back)).toMatchObject([
      { text: "You have the floor again. 1 minute 12 seconds left.", urgency: "assertive" },
    ]);
  });

  it("tells who is invited, and who may do something else from now on", () => {
    const after = with_(
      room,
      event(2, { kind: "invited_to_speak", payload: { participant_id: "bo" } }),
      event(3, { kind: "role_changed", payload: { participant_id: "bo", role: "observer" } }),
    );
    expect(said(room, after).map(({ text }) => text)).toEqual([
      "Ada invites you to speak. Press R to ask for the floor.",
      "Your role is now: Observer.",
    ]);
  });

  it("says one sentence after a lost connection, not all that was missed", () => {
    const lost = { ...room, link: "offline" as const };
    expect(said(room, lost)).toMatchObject([{ urgency: "assertive", key: "link" }]);
    const back = { ...with_(lost, asked(2, 1, "bo"), granted(3, null, "cy")), link: "live" as const };
    expect(said(lost, back)).toMatchObject([
      {
        text: "Connected again. Cy has the floor. 2 minutes 1 second left. You are next. Phase 1 of 2: Ideation.",
      },
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
