import type { RoomState } from "@/shared/rt/state";
import type { MeetingView } from "@/shared/rt/wire";

export type AlertKind = "facilitator" | "overtime" | "silence" | "timebox" | "idle";

export interface Alert {
  kind: AlertKind;
  /** 3: act now, 2: look at it, 1: good to know. */
  severity: 1 | 2 | 3;
  /** For how long, in milliseconds, where that says something. */
  forMs?: number;
  /** How many wait. */
  count?: number;
}

export const silenceMs = 60_000;

const severities = { facilitator: 3, overtime: 3, silence: 2, timebox: 2, idle: 1 } as const;

function alert(kind: AlertKind, more: Omit<Alert, "kind" | "severity"> = {}): Alert {
  return { kind, severity: severities[kind], ...more };
}

/** What needs a look in this meeting at `now`, the gravest first. `spokeAt` is when a turn ended last. */
export function alertsOf(room: RoomState, spokeAt: number | null, now: number): Alert[] {
  const { meeting } = room;
  if (meeting?.status !== "live") return [];
  return [
    ...aboutFacilitator(room, meeting),
    ...aboutTurn(meeting, now),
    ...aboutSilence(meeting, spokeAt, now),
    ...aboutTimebox(meeting, now),
  ].toSorted((a, b) => b.severity - a.severity);
}

function aboutFacilitator({ online }: RoomState, { participants }: MeetingView): Alert[] {
  const leaders = participants.filter((each) => each.role === "facilitator" && each.standing === "present");
  return leaders.some((each) => online.has(each.participant_id)) ? [] : [alert("facilitator")];
}

function aboutTurn({ floor: { holder } }: MeetingView, now: number): Alert[] {
  if (!holder?.ends_at) return [];
  const at = holder.pause ? Math.min(now, Date.parse(holder.pause.since)) : now;
  const over = at - Date.parse(holder.ends_at);
  return over > 0 ? [alert("overtime", { forMs: over })] : [];
}

function aboutSilence({ floor, started_at }: MeetingView, spokeAt: number | null, now: number): Alert[] {
  const since = spokeAt ?? (started_at ? Date.parse(started_at) : null);
  if (floor.holder || since === null || now - since < silenceMs) return [];
  const count = floor.queue.length;
  const forMs = now - since;
  return [count > 0 ? alert("silence", { forMs, count }) : alert("idle", { forMs })];
}

function aboutTimebox({ phase }: MeetingView, now: number): Alert[] {
  const over = phase?.ends_at ? now - Date.parse(phase.ends_at) : 0;
  return over > 0 ? [alert("timebox", { forMs: over })] : [];
}

/** How pressing a meeting is, as one number. */
export const severityOf = (alerts: readonly Alert[]): number =>
  alerts.reduce((most, { severity }) => Math.max(most, severity), 0) * 10 + Math.min(9, alerts.length);
