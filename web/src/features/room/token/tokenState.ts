import type { RoomState } from "@/shared/rt/state";
import { holderOf, isMine, meetingOf } from "../model";
import { turnLeft } from "../turn";

export type TokenLook =
  | "scheduled"
  | "closed"
  | "free"
  | "other"
  | "low"
  | "over"
  | "paused"
  | "mine"
  | "mineLow"
  | "mineOver"
  | "minePaused";

/** Where the speaking token is. Whether the time is low or over depends on the clock, so `now` is the server's time. */
export function tokenLook(state: RoomState, now: number): TokenLook {
  const { status, settings } = meetingOf(state);
  if (status !== "live") return status;
  const holder = holderOf(state);
  if (!holder) return "free";
  const mine = isMine(state);
  if (holder.pause) return mine ? "minePaused" : "paused";
  const left = turnLeft(holder, now);
  // With a grace the server says so later; what one sees is the time.
  if (holder.overran || (left !== null && left <= 0)) return mine ? "mineOver" : "over";
  const warns = settings.warning_ms > 0 && holder.warn_at !== null && Date.parse(holder.warn_at) <= now;
  if (holder.warned || warns) return mine ? "mineLow" : "low";
  return mine ? "mine" : "other";
}
