import { describe, expect, it } from "vitest";
import { gini, lorenz, median, sum } from "./figures";
import { lorenzArea, lorenzPath, percentOf, placeSpan, sparkPath, ticks } from "./geometry";

describe("figures of equity", () => {
  it("take the lower one of two values in the middle, like the server's rules", () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 3, 8])).toBe(3);
    expect(median([])).toBe(0);
  });

  it("say 0 when all have the same, and nearly 1 when one of many has everything", () => {
    expect(gini([5, 5, 5])).toBe(0);
    expect(gini([0, 0, 0])).toBe(0);
    expect(gini([])).toBe(0);
    expect(gini([0, 0, 0, 8])).toBeCloseTo(0.75);
    expect(gini([...Array(99).fill(0), 1])).toBeCloseTo(0.99);
  });

  it("do not depend on the order, nor on the unit", () => {
    expect(gini([1, 2, 3, 4])).toBeCloseTo(gini([4000, 1000, 3000, 2000]));
    const values = [3, 1];
    median(values);
    gini(values);
    expect(values).toEqual([3, 1]);
  });

  it("is twice the area between the curve and equality", () => {
    const values = [1, 2, 3, 10];
    const points = lorenz(values);
    const under = sum(
      points.slice(1).map((point, index) => {
        const before = points[index] ?? point;
        return ((point.part + before.part) / 2) * (point.people - before.people);
      }),
    );
    expect(1 - 2 * under).toBeCloseTo(gini(values));
  });

  it("draws the line of equality while nobody has anything", () => {
    expect(lorenz([0, 0])).toEqual([
      { people: 0, part: 0 },
      { people: 0.5, part: 0.5 },
      { people: 1, part: 1 },
    ]);
  });
});

describe("geometry", () => {
  it("keeps bars within their length", () => {
    expect(percentOf(1, 4)).toBe(25);
    expect(percentOf(9, 4)).toBe(100);
    expect(percentOf(1, 0)).toBe(0);
  });

  it("draws the curve from the lower start to the upper end", () => {
    const points = lorenz([1, 3]);
    expect(lorenzPath(points, 100)).toBe("M0 100 L50 75 L100 0");
    expect(lorenzArea(points, 100)).toMatch(/Z$/);
  });

  it("draws a sparkline also of one value, and of none above nothing", () => {
    expect(sparkPath([0, 2, 1], 100, 20, 2)).toBe("M0 20 L50 0 L100 10");
    expect(sparkPath([2], 100, 20, 2)).toBe("M0 0 L100 0");
    expect(sparkPath([0, 0], 100, 20, 0)).toBe("M0 20 L100 20");
  });

  it("places turns on the axis, cut at its ends and never too thin to see", () => {
    const axis = { start: 1000, end: 2000 };
    expect(placeSpan({ start: 1250, end: 1500 }, axis)).toEqual({ x: 25, width: 25 });
    expect(placeSpan({ start: 500, end: 1500 }, axis)).toEqual({ x: 0, width: 50 });
    expect(placeSpan({ start: 2000, end: 2000 }, axis)).toEqual({ x: 99.6, width: 0.4 });
  });

  it("marks round times only, and few of them", () => {
    expect(ticks(50_000)).toEqual([0, 10_000, 20_000, 30_000, 40_000, 50_000]);
    expect(ticks(25 * 60_000)).toEqual([0, 300_000, 600_000, 900_000, 1_200_000, 1_500_000]);
    for (const length of [1, 1e4, 1e5, 1e6, 1e7, 8e7]) expect(ticks(length).length).toBeLessThanOrEqual(7);
  });
});
