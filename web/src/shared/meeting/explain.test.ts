import i18next from "i18next";
import { beforeAll, expect, it } from "vitest";
import type { Explanation } from "@/shared/rt/wire";
import { withTexts } from "@/test/texts";
import { explain } from "./explain";

beforeAll(withTexts);

it.each<[Explanation, string]>([
  [{ rule: "asked", by_kind: false }, "In the order of asking"],
  [
    { rule: "least_time", spoke_ms: 40_000, median_ms: 130_000, by_kind: false },
    "Spoke 0:40, the median is 2:10",
  ],
  [{ rule: "least_turns", turns: 1, by_kind: false }, "Had 1 turn so far"],
  [{ rule: "round_robin", steps: 2, after: "ada", by_kind: false }, "2 seats after Ada"],
  [{ rule: "alternate_stance", after: "pro", by_kind: false }, "Answers a speech for it"],
  [{ rule: "placed", by_kind: false }, "Put here by a facilitator"],
  [{ rule: "asked", by_kind: true }, "In the order of asking; its kind goes first"],
])("explains a place: %o", (why, words) => {
  expect(explain(why, () => "Ada", i18next.getFixedT(null, "common"))).toBe(words);
});
