import type { AgendaItem } from "@/shared/rt/wire";

/** Milliseconds for which this was the current item so far. */
export function itemTime(item: AgendaItem, now: number): number {
  const running = item.entered_at === null ? 0 : Math.max(0, now - Date.parse(item.entered_at));
  return item.spent_ms + running;
}
