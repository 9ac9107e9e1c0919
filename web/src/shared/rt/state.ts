import type { Command, EventView, MeetingView, You } from "./wire";

export type Link = "connecting" | "live" | "resyncing" | "offline";

export type RoomEnd =
  | { kind: "left" }
  | { kind: "removed" | "banned"; reason: string | null }
  | { kind: "refused"; code: string; detail: string }
  | { kind: "outdated" };

export interface PendingCommand {
  id: string;
  command: Command;
  sentAt: number;
  /** Answered, but the events up to this one are still to come. */
  awaitsSeq: number | null;
}

export interface RoomState {
  link: Link;
  /** Local time at which the connection was lost. */
  lostAt: number | null;
  seq: number;
  meeting: MeetingView | null;
  you: You | null;
  online: ReadonlySet<string>;
  pending: readonly PendingCommand[];
  /** The event of the last snapshot: what came before is in the record only. */
  baseSeq: number;
  /** The events seen since the snapshot, newest last. */
  history: readonly EventView[];
  end: RoomEnd | null;
}

export const emptyRoom: RoomState = {
  link: "connecting",
  lostAt: null,
  seq: 0,
  meeting: null,
  you: null,
  online: new Set(),
  pending: [],
  baseSeq: 0,
  history: [],
  end: null,
};
