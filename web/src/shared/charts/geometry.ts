import type { LorenzPoint } from "./figures";

const round = (value: number) => Math.round(value * 100) / 100;
export const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));

/** `part` of `whole` in percent of a bar's length. */
export function percentOf(part: number, whole: number): number {
  return whole > 0 ? round(clamp((100 * part) / whole, 0, 100)) : 0;
}

/** The curve as SVG path in a square of `size`, the origin at the lower start. */
export function lorenzPath(points: readonly LorenzPoint[], size: number): string {
  return points
    .map(
      ({ people, part }, index) =>
        `${index === 0 ? "M" : "L"}${round(people * size)} ${round((1 - part) * size)}`,
    )
    .join(" ");
}

/** The area between the curve and the line of equality. */
export function lorenzArea(points: readonly LorenzPoint[], size: number): string {
  return `${lorenzPath(points, size)} Z`;
}

/** A line through all values, the last one at the end. `top` is the value at the upper edge. */
export function sparkPath(values: readonly number[], width: number, height: number, top: number): string {
  const step = values.length > 1 ? width / (values.length - 1) : 0;
  const y = (value: number) => round(height - (top > 0 ? clamp(value / top, 0, 1) : 0) * height);
  const points = values.length === 1 ? [values[0] ?? 0, values[0] ?? 0] : values;
  const across = values.length === 1 ? width : step;
  return points
    .map((value, index) => `${index === 0 ? "M" : "L"}${round(index * across)} ${y(value)}`)
    .join(" ");
}

export interface Span {
  start: number;
  end: number;
}

/** Where a span of time lies on an axis from `from` to `to`, in percent. Never thinner than can be seen. */
export function placeSpan(span: Span, axis: Span, least = 0.4): { x: number; width: number } {
  const length = Math.max(1, axis.end - axis.start);
  const start = clamp(span.start, axis.start, axis.end);
  const end = clamp(span.end, start, axis.end);
  const width = Math.max(least, (100 * (end - start)) / length);
  const x = Math.min((100 * (start - axis.start)) / length, 100 - width);
  return { x: round(x), width: round(width) };
}

const steps = [10, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400].map((seconds) => seconds * 1000);

/** Round distances from the start at which an axis of this length is marked, at most `most` of them. */
export function ticks(lengthMs: number, most = 6): number[] {
  const step = steps.find((each) => lengthMs / each <= most) ?? 28_800_000;
  const count = Math.floor(lengthMs / step);
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}
