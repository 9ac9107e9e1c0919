const marks = [0, 10, 30, 60];

/** The mark that was passed between two looks at the clock; the lowest, if a sleeping page passed several. */
export function crossedMark(before: number | null, now: number | null): number | null {
  if (before === null || now === null) return null;
  return marks.find((mark) => before > mark && now <= mark) ?? null;
}
