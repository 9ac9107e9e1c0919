export interface Ranked {
  id: string;
  severity: number;
  title: string;
}

/** The most pressing first, then by name: the same always gives the same order. */
export function ranked(meetings: readonly Ranked[]): string[] {
  return meetings
    .toSorted((a, b) => b.severity - a.severity || a.title.localeCompare(b.title) || a.id.localeCompare(b.id))
    .map((each) => each.id);
}

/** While somebody points at a card or has the focus in one, nothing moves: what is new comes at the end. */
export function steady(before: readonly string[], wanted: readonly string[], held: boolean): string[] {
  if (!held) return [...wanted];
  const kept = before.filter((id) => wanted.includes(id));
  return [...kept, ...wanted.filter((id) => !kept.includes(id))];
}
