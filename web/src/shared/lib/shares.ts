/** Parts of a whole in whole percent that add up to exactly 100: what is missing goes to those that lost most by rounding. */
export function wholePercents(parts: readonly number[]): number[] {
  const sum = parts.reduce((total, part) => total + part, 0);
  if (sum <= 0) return parts.map(() => 0);
  const exact = parts.map((part) => (100 * part) / sum);
  const floors = exact.map(Math.floor);
  let missing = 100 - floors.reduce((total, floor) => total + floor, 0);
  const byLoss = exact
    .map((value, index) => ({ index, loss: value - Math.floor(value) }))
    .toSorted((a, b) => b.loss - a.loss);
  for (const { index } of byLoss) {
    if (missing <= 0) break;
    floors[index] = (floors[index] ?? 0) + 1;
    missing -= 1;
  }
  return floors;
}
