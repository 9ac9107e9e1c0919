import { expect, it } from "vitest";
import { layerFor, tiling } from "./tiling";

it("makes the largest tiles that fit, square ones where the box is high", () => {
  expect(tiling(1000, 562, 1)).toEqual({ width: 999, height: 561 });
  expect(tiling(1000, 600, 4)).toEqual({ width: 494, height: 277 });
  const phone = tiling(366, 420, 4);
  expect(phone).toEqual({ width: 177, height: 177 });
});

it("scrolls rather than make faces too small to see", () => {
  expect(tiling(366, 420, 24).width).toBeGreaterThanOrEqual(148);
  expect(tiling(0, 0, 3)).toEqual({ width: 0, height: 0 });
});

it("asks for no larger picture than is shown", () => {
  expect([177, 494, 1200].map(layerFor)).toEqual([0, 1, 2]);
});
