import i18next from "i18next";
import { beforeAll, describe, expect, it } from "vitest";
import { reduce } from "@/shared/rt/reduce";
import type { EventView, Explanation, Place } from "@/shared/rt/wire";
import { asked, liveMeeting, ordered } from "@/test/meeting";
import { withTexts } from "@/test/texts";
import { explain } from "./explain";

beforeAll(withTexts);

const words = (events: EventView[]) => {
  const meeting = events.reduce(reduce, liveMeeting());
  return meeting.floor.queue.map((request) => explain(meeting, request, i18next.getFixedT(null, "room")));
};

describe("why somebody waits at a place", () => {
  const cy = asked(2, 1, "cy", { stance: "contra" });

  it.each<[Explanation, string]>([
    [{ rule: "asked", by_kind: false }, "Asked first"],
    [{ rule: "least_time", spoke_ms: 40_000, median_ms: 130_000, by_kind: false }, "Spoke 0:40, median 2:10"],
    [{ rule: "least_turns", turns: 0, by_kind: false }, "No turn so far"],
    [{ rule: "least_turns", turns: 2, by_kind: false }, "2 turns so far"],
    [{ rule: "round_robin", steps: 1, after: "bo", by_kind: false }, "Next in the circle after Bo"],
    [{ rule: "round_robin", steps: 3, after: "bo", by_kind: false }, "3 seats after Bo in the circle"],
    [{ rule: "round_robin", steps: 3, after: null, by_kind: false }, "In the order of the circle"],
    [{ rule: "alternate_stance", after: "pro", by_kind: false }, "Other side after a speech for"],
    [{ rule: "alternate_stance", after: "contra", by_kind: false }, "Nobody waits to speak for"],
    [{ rule: "random", lot: 17, seed: 3, by_kind: false }, "By lot (no. 17)"],
    [{ rule: "placed", by_kind: false }, "Moved here by the facilitator"],
    [{ rule: "kept", by_kind: false }, "Keeps the place (protected)"],
    [{ rule: "last_word", by_kind: false }, "Has the last word"],
  ])("%o is “%s”", (why, text) => {
    expect(words([ordered(cy, { request_id: 1, ...why } as Place)])).toEqual([text]);
  });

  it("says of a kind that comes first just that, and what was done by hand besides", () => {
    const point = asked(3, 2, "bo", { kind: "point_of_order" });
    const why = (rule: "asked" | "placed"): Place[] => [
      { request_id: 2, rule, by_kind: true },
      { request_id: 1, rule: "asked", by_kind: false },
    ];
    expect(words([cy, ordered(point, ...why("asked"))])).toEqual([
      "Points of order come first",
      "Asked first",
    ]);
    expect(words([cy, ordered(point, ...why("placed"))])[0]).toBe(
      "Points of order come first · Moved here by the facilitator",
    );
  });

  it("does not claim that somebody asked later than who was moved before them", () => {
    const moved: Place[] = [
      { request_id: 2, rule: "placed", by_kind: false },
      { request_id: 1, rule: "asked", by_kind: false },
    ];
    expect(words([cy, ordered(asked(3, 2, "bo"), ...moved)])).toEqual([
      "Moved here by the facilitator",
      "Asked first",
    ]);
    expect(words([cy, asked(3, 2, "bo")])).toEqual(["Asked first", "Asked after Cy"]);
  });
});
