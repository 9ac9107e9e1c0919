import type { HolderView } from "@/shared/rt/wire";

type Clocked = Pick<HolderView, "granted_at" | "ends_at" | "pause" | "paused_ms">;

/** The time on the turn's own clock, which stands while the turn is paused. */
const clockOf = ({ pause }: Clocked, now: number): number =>
  pause ? Math.min(now, Date.parse(pause.since)) : now;

/** Milliseconds left of a turn, negative once it is over; `null`: it has no limit. */
export function turnLeft(turn: Clocked, now: number): number | null {
  return turn.ends_at === null ? null : Date.parse(turn.ends_at) - clockOf(turn, now);
}

/** Milliseconds spoken in a turn. */
export function turnSpent(turn: Clocked, now: number): number {
  return Math.max(0, clockOf(turn, now) - Date.parse(turn.granted_at) - turn.paused_ms);
}
