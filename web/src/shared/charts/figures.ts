/** Figures about how evenly something is spread. All take plain numbers, none changes its input. */

/** The middle value, or what lies between the two middle ones, as the server takes it: both show the same line. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  return Math.floor((lower + upper) / 2);
}

/** The Gini coefficient: 0 when all have the same, towards 1 when one has everything. */
export function gini(values: readonly number[]): number {
  const total = sum(values);
  if (total <= 0) return 0;
  const count = values.length;
  const ranked = values.toSorted((a, b) => a - b);
  const weighted = ranked.reduce((all, value, index) => all + (2 * (index + 1) - count - 1) * value, 0);
  return weighted / (count * total);
}

/** A point of the curve: this part of the people, the quietest first, has that part of the whole. */
export interface LorenzPoint {
  people: number;
  part: number;
}

export function lorenz(values: readonly number[]): LorenzPoint[] {
  const total = sum(values);
  const ranked = values.toSorted((a, b) => a - b);
  let running = 0;
  const points = ranked.map((value, index) => {
    running += value;
    const people = (index + 1) / ranked.length;
    return { people, part: total > 0 ? running / total : people };
  });
  return [{ people: 0, part: 0 }, ...points];
}

export const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
