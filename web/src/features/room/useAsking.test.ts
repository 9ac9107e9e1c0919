import { describe, expect, it } from "vitest";
import { reduce } from "@/shared/rt/reduce";
import { asked, event, liveMeeting, rules } from "@/test/meeting";
import { kindsFor } from "./useAsking";

const [ideation, ...rest] = liveMeeting().phases;
const all = rules({ floor_kinds: ["contribution", "direct_reply", "clarifying_question", "point_of_order"] });
const open = liveMeeting({ phases: ideation ? [{ ...ideation, rules: all }, ...rest] : [] });

describe("what one may ask for", () => {
  it("is what the phase admits, the most pressing first", () => {
    expect(kindsFor(liveMeeting(), "bo")).toEqual(["point_of_order", "contribution"]);
    expect(kindsFor(open, "bo")).toEqual([
      "point_of_order",
      "clarifying_question",
      "direct_reply",
      "contribution",
    ]);
  });

  it("is one of each kind only", () => {
    expect(kindsFor(reduce(open, asked(2, 1, "bo")), "bo")).not.toContain("contribution");
    expect(kindsFor(reduce(open, asked(2, 1, "cy")), "bo")).toContain("contribution");
  });

  it("is nothing in a closed queue, and points of order in one that takes these", () => {
    const closed = (late: "nothing" | "points_of_order") =>
      reduce(open, event(2, { kind: "queue_closed", payload: { late } }));
    expect(kindsFor(closed("nothing"), "bo")).toEqual([]);
    expect(kindsFor(closed("points_of_order"), "bo")).toEqual(["point_of_order"]);
  });

  it("is no speech when the group has no time left", () => {
    const { settings, participants } = open;
    const spent = {
      ...open,
      settings: { ...settings, groups: [{ key: "north", title: "North", budget_ms: 1000 }] },
      participants: participants.map((person) => ({ ...person, group: "north" })),
      group_spoke_ms: { north: 1000 },
    };
    expect(kindsFor(spent, "bo")).toEqual(["point_of_order", "clarifying_question"]);
  });
});
