import type { RoomState } from "@/shared/rt/state";
import { holderOf, isMine, meetingOf } from "../model";

export type TokenLook =
  | "scheduled"
  | "closed"
  | "free"
  | "other"
  | "low"
  | "over"
  | "mine"
  | "mineLow"
  | "mineOver";

/** Where the speaking token is. Whether the time is low or over depends on the clock, so `now` is the server's time. */
export function tokenLook(state: RoomState, now: number): TokenLook {
  const { status } = meetingOf(state);
  if (status !== "live") return status;
  const holder = holderOf(state);
  if (!holder) return "free";
  const passed = (iso: string | null) => iso !== null && Date.parse(iso) <= now;
  const mine = isMine(state);
  if (holder.overran || passed(holder.ends_at)) return mine ? "mineOver" : "over";
  if (holder.warned || passed(holder.warn_at)) return mine ? "mineLow" : "low";
  return mine ? "mine" : "other";
}
