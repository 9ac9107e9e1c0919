import type { RequestView } from "@/shared/rt/wire";

/** The place, from 1, of a request that is dropped before, after or on another; `null`: it stays where it is. */
export function droppedAt(
  queue: readonly RequestView[],
  moved: number,
  target: number,
  side: "before" | "after" | "on",
): number | null {
  const from = queue.findIndex((request) => request.request_id === moved);
  const to = queue.findIndex((request) => request.request_id === target);
  if (from < 0 || to < 0 || from === to) return null;
  // Taking it out first moves everything behind it up by one.
  const gap = side === "after" ? to + 1 : to;
  const place = gap > from ? gap : gap + 1;
  return place === from + 1 ? null : place;
}
