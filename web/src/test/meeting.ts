import type { EventView, MeetingView, Phase, Place, ServerMessage } from "@/shared/rt/wire";

type PhaseRules = Phase["rules"];

const at = (second: number) => new Date(Date.UTC(2026, 10, 23, 9, 30, second)).toISOString();

export function rules(change: Partial<PhaseRules> = {}): PhaseRules {
  return {
    floor_kinds: [],
    granting: null,
    queue_order: null,
    turn_limit_ms: null,
    turn_limits: {},
    hand_over: false,
    open_microphones: 0,
    auto_advance: false,
    ...change,
  };
}

/** A live meeting of Ada, who leads it, and Bo, as a snapshot would show it. */
export function liveMeeting(change: Partial<MeetingView> = {}): MeetingView {
  const person = (participant_id: string, display_name: string) => ({
    participant_id,
    display_name,
    standing: "present" as const,
    guest: false,
    group: null,
    extra_time_percent: 0,
    ready: false,
    muted: false,
    screen_allowed: false,
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
      interposing: "chaired",
      queue_order: "fifo",
      protected_positions: 0,
      turn_limit_ms: 120_000,
      turn_limits: {},
      warning_ms: 30_000,
      grace_ms: 0,
      overtime: "notify",
      hold_ms: 60_000,
      queue_limit: 200,
      groups: [],
    },
    phases: [
      {
        key: "ideation",
        title: "Ideation",
        timebox_ms: 900_000,
        rules: rules({ floor_kinds: ["point_of_order", "contribution"] }),
      },
      {
        key: "decision",
        title: "Decision",
        timebox_ms: null,
        rules: rules({ granting: "chaired" }),
      },
    ],
    phase: { index: 0, started_at: at(0), ends_at: at(900) },
    participants: [
      { ...person("ada", "Ada"), role: "facilitator" },
      { ...person("bo", "Bo"), role: "participant" },
      { ...person("cy", "Cy"), role: "participant" },
    ],
    floor: { open: true, admission: "open", holder: null, suspended: [], queue_order: "fifo", queue: [] },
    agenda: { items: [], current: null },
    group_spoke_ms: {},
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

/** The same, after which the queue is in this order. */
export function ordered(happening: EventView, ...places: Place[]): EventView {
  return { ...happening, queue: places };
}

export type Payload<K extends EventView["kind"]> = Extract<EventView, { kind: K }>["payload"];

export const asked = (
  seq: number,
  request_id: number,
  participant_id: string,
  more: Partial<Payload<"floor_requested">> = {},
): EventView =>
  event(seq, {
    kind: "floor_requested",
    payload: {
      request_id,
      participant_id,
      kind: "contribution",
      stance: null,
      note: null,
      requested_by: null,
      item_id: null,
      yielded: false,
      ...more,
    },
  });

export const granted = (
  seq: number,
  request_id: number | null,
  participant_id: string,
  more: Partial<Payload<"floor_granted">> = {},
): EventView =>
  event(seq, {
    kind: "floor_granted",
    payload: {
      grant_no: 1,
      request_id,
      participant_id,
      kind: "contribution",
      stance: null,
      item_id: null,
      limit_ms: 120_000,
      warn_at: at(seq + 90),
      ends_at: at(seq + 120),
      granted_by: null,
      interrupts: null,
      resumes: null,
      explanation: null,
      ...more,
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
