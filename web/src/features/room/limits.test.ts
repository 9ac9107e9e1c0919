import { describe, expect, it } from "vitest";
import { reduce } from "@/shared/rt/reduce";
import { asked, liveMeeting, rules } from "@/test/meeting";
import { budgetLeft, turnLimit, waitsBefore } from "./limits";

const { settings, phases, participants } = liveMeeting();
const [ideation, ...rest] = phases;
const within = (change: Parameters<typeof rules>[0]) =>
  liveMeeting({ phases: ideation ? [{ ...ideation, rules: rules(change) }, ...rest] : [] });

describe("how long a turn may last", () => {
  const [, bo] = participants;

  it("takes the nearest rule: the phase's for the kind, the phase's, the meeting's for the kind, the meeting's", () => {
    const meeting = liveMeeting({ settings: { ...settings, turn_limits: { point_of_order: 30_000 } } });
    expect(turnLimit(meeting, bo, "contribution")).toBe(120_000);
    expect(turnLimit(meeting, bo, "point_of_order")).toBe(30_000);
    const phase = within({ turn_limit_ms: 90_000, turn_limits: { contribution: 60_000 } });
    expect(turnLimit(phase, bo, "direct_reply")).toBe(90_000);
    expect(turnLimit(phase, bo, "contribution")).toBe(60_000);
  });

  it("is longer by the person's extra time, and no longer than what the group has left", () => {
    const groups = [{ key: "north", title: "North", budget_ms: 100_000 }];
    const meeting = liveMeeting({
      settings: { ...settings, groups },
      group_spoke_ms: { north: 30_000 },
    });
    const slow = bo && { ...bo, extra_time_percent: 50 };
    expect(turnLimit(meeting, slow, "contribution")).toBe(180_000);
    const north = slow && { ...slow, group: "north" };
    expect(budgetLeft(meeting, north)).toBe(70_000);
    expect(turnLimit(meeting, north, "contribution")).toBe(70_000);
    expect(turnLimit(meeting, north, "point_of_order")).toBe(180_000);
  });
});

it("adds up how long each has to wait, until nobody can tell", () => {
  const queue = [asked(2, 1, "ada"), asked(3, 2, "bo"), asked(4, 3, "cy")];
  expect(waitsBefore(queue.reduce(reduce, liveMeeting()))).toEqual([0, 120_000, 240_000]);
  const endless = liveMeeting({ settings: { ...settings, turn_limit_ms: null } });
  expect(waitsBefore(queue.reduce(reduce, endless))).toEqual([0, null, null]);
});
