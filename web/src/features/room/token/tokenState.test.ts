import { describe, expect, it } from "vitest";
import { applyEvents, applySnapshot } from "@/shared/rt/apply";
import { emptyRoom } from "@/shared/rt/state";
import { event, granted, liveMeeting, snapshot } from "@/test/meeting";
import { usualKind } from "../model";
import { tokenLook } from "./tokenState";

const start = Date.UTC(2026, 10, 23, 9, 30, 2);
const room = applySnapshot(emptyRoom, snapshot(1));
const theirs = applyEvents(room, [granted(2, null, "cy")]).state;
const mine = applyEvents(room, [granted(2, null, "bo")]).state;

describe("the look of the token", () => {
  it.each([
    ["other", theirs, 10],
    ["low", theirs, 95],
    ["over", theirs, 121],
    ["mine", mine, 10],
    ["mineLow", mine, 95],
    ["mineOver", mine, 121],
    ["free", room, 0],
  ])("is %s", (look, state, seconds) => {
    expect(tokenLook(state, start + seconds * 1000)).toBe(look);
  });

  it("believes the server before the clock", () => {
    const warned = applyEvents(theirs, [event(3, { kind: "turn_warned", payload: { grant_no: 1 } })]).state;
    expect(tokenLook(warned, start)).toBe("low");
  });

  it.each(["scheduled", "closed"] as const)("is %s with the meeting", (status) => {
    const state = applySnapshot(emptyRoom, snapshot(1, liveMeeting({ status })));
    expect(tokenLook(state, start)).toBe(status);
  });
});

it("asks for a new point before a point of order", () => {
  expect(usualKind(["point_of_order", "contribution"])).toBe("contribution");
});

it("stands while the turn is paused, whatever the clock says", () => {
  const paused = applyEvents(mine, [
    event(3, {
      kind: "turn_paused",
      payload: { grant_no: 1, cause: "facilitator", spoke_ms: 1000, hold_until: null },
    }),
  ]).state;
  expect(tokenLook(paused, start + 500_000)).toBe("minePaused");
});
