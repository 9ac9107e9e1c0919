import { expect, it } from "vitest";
import { wholePercents } from "./shares";

it.each([
  [
    [1, 1, 1],
    [34, 33, 33],
  ],
  [
    [505, 255, 240],
    [51, 25, 24],
  ],
  [
    [165, 165, 670],
    [17, 16, 67],
  ],
  [
    [5, 0],
    [100, 0],
  ],
  [
    [0, 0],
    [0, 0],
  ],
  [[], []],
])("rounds %j to %j", (parts, percents) => {
  expect(wholePercents(parts)).toEqual(percents);
});
