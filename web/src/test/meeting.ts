import type { EventView, MeetingView, ServerMessage } from "@/shared/rt/wire";

const at = (second: number) => new Date(Date.UTC(2026, 10, 23, 9, 30, second)).toISOString();

/** A live meeting of Ada, who leads it, and Bo, as a snapshot would show it. */
export function liveMeeting(change: Partial<MeetingView> = {}): MeetingView {
  const person = (participant_id: string, display_name: string) => ({
    participant_id,
    display_name,
    standing: "present" as const,
    joined_at: at(0),
    left_at: null,
    spoke_ms: 0,
    turns: 0,
  });
  return {
    id: "m1",
    title: "Weekly",
    description: "",
    status: "live",
    template: "corporate_decision",
    created_by: "ada",
    created_at: at(0),
    scheduled_start: null,
    started_at: at(0),
    closed_at: null,
    settings: {
      granting: "automatic",
      turn_limit_ms: 120_000,
      warning_ms: 30_000,
      overtime: "notify",
      queue_limit: 200,
    },
    phases: [
      {
        key: "ideation",
        title: "Ideation",
        timebox_ms: 900_000,
        rules: { floor_kinds: ["point_of_order", "contribution"], granting: null, turn_limit_ms: null },
      },
      {
        key: "decision",
        title: "Decision",
        timebox_ms: null,
        rules: { floor_kinds: [], granting: "chaired", turn_limit_ms: null },
      },
    ],
    phase: { index: 0, started_at: at(0), ends_at: at(900) },
    participants: [
      { ...person("ada", "Ada"), role: "facilitator" },
      { ...person("bo", "Bo"), role: "participant" },
      { ...person("cy", "Cy"), role: "participant" },
    ],
    floor: { open: true, holder: null, queue: [] },
    ...change,
  };
}

type Happening = EventView extends infer E
  ? E extends { kind: unknown; payload: unknown }
    ? Pick<E, "kind" | "payload">
    : never
  : never;

/** Event number `seq`, at second `seq` of the meeting. */
export function event(seq: number, happening: Happening, actor: string | null = "ada"): EventView {
  return { seq, at: at(seq), actor, ...happening } as EventView;
}

export const asked = (seq: number, request_id: number, participant_id: string): EventView =>
  event(seq, {
    kind: "floor_requested",
    payload: { request_id, participant_id, kind: "contribution", note: null },
  });

export const granted = (seq: number, request_id: number | null, participant_id: string): EventView =>
  event(seq, {
    kind: "floor_granted",
    payload: {
      grant_no: 1,
      request_id,
      participant_id,
      kind: "contribution",
      limit_ms: 120_000,
      warn_at: at(seq + 90),
      ends_at: at(seq + 120),
    },
  });

export function snapshot(seq: number, meeting = liveMeeting()): ServerMessage & { type: "snapshot" } {
  return {
    type: "snapshot",
    meeting_id: meeting.id,
    seq,
    server_time: at(seq),
    you: { participant_id: "bo", role: "participant", account_role: "member", rights: ["request_floor"] },
    meeting,
    online: ["ada", "bo"],
  };
}
