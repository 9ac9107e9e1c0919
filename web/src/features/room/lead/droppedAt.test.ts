import { expect, it } from "vitest";
import type { RequestView } from "@/shared/rt/wire";
import { droppedAt } from "./droppedAt";

const queue = [11, 12, 13, 14].map((request_id, index) => ({
  request_id,
  position: index + 1,
})) as RequestView[];

it.each([
  [11, 13, "after", 3],
  [11, 13, "before", 2],
  [14, 11, "before", 1],
  [14, 11, "after", 2],
  [12, 14, "after", 4],
  [12, 11, "after", null],
  [12, 13, "before", null],
  [12, 12, "on", null],
  [12, 99, "before", null],
] as const)("%i dropped at %i (%s) comes to place %s", (moved, target, side, place) => {
  expect(droppedAt(queue, moved, target, side)).toBe(place);
});
