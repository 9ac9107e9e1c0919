/** The wire, as docs/protocol.md has it. Every other file takes its wire types from here. */
export type AccountRole = "admin" | "member";
export type MeetingRole = "facilitator" | "participant" | "observer";
export type MeetingStatus = "scheduled" | "live" | "closed";
export type Standing = "present" | "left" | "removed" | "banned";
export type FloorKind = "contribution" | "point_of_order" | "clarifying_question" | "direct_reply";
export type Granting = "automatic" | "chaired";
export type Overtime = "notify" | "revoke";
export type Rejoin = "allowed" | "banned";

export interface Settings {
  granting: Granting;
  turn_limit_ms: number | null;
  warning_ms: number;
  overtime: Overtime;
  queue_limit: number;
}

export interface PhaseRules {
  floor_kinds: FloorKind[];
  granting: Granting | null;
  turn_limit_ms: number | null;
}

export interface PhasePlan {
  key: string;
  title: string;
  timebox_ms: number | null;
  rules: PhaseRules;
}

export interface CurrentPhase {
  index: number;
  started_at: string;
  ends_at: string | null;
}

export interface ParticipantView {
  participant_id: string;
  display_name: string;
  role: MeetingRole;
  standing: Standing;
  joined_at: string;
  left_at: string | null;
  spoke_ms: number;
  turns: number;
}

export interface HolderView {
  grant_no: number;
  request_id: number | null;
  participant_id: string;
  display_name: string;
  kind: FloorKind;
  granted_at: string;
  limit_ms: number | null;
  warn_at: string | null;
  ends_at: string | null;
  warned: boolean;
  overran: boolean;
}

export interface RequestView {
  request_id: number;
  participant_id: string;
  display_name: string;
  kind: FloorKind;
  note: string | null;
  requested_at: string;
  position: number;
}

export interface FloorView {
  open: boolean;
  holder: HolderView | null;
  queue: RequestView[];
}

export interface MeetingView {
  id: string;
  title: string;
  description: string;
  status: MeetingStatus;
  template: string;
  created_by: string;
  created_at: string;
  scheduled_start: string | null;
  started_at: string | null;
  closed_at: string | null;
  settings: Settings;
  phases: PhasePlan[];
  phase: CurrentPhase | null;
  participants: ParticipantView[];
  floor: FloorView;
}

export interface YouView {
  participant_id: string;
  role: MeetingRole | null;
  account_role: AccountRole;
  rights: string[];
}

interface EventPayloads {
  meeting_created: {
    meeting_id: string;
    title: string;
    description: string;
    template: string;
    phases: PhasePlan[];
    settings: Settings;
    scheduled_start: string | null;
    created_by: { participant_id: string; display_name: string };
  };
  meeting_updated: {
    title: string;
    description: string;
    scheduled_start: string | null;
    settings: Settings;
  };
  meeting_started: Record<string, never>;
  meeting_closed: Record<string, never>;
  phase_entered: { index: number; ends_at: string | null; direction: "start" | "advance" | "back" };
  participant_joined: { participant_id: string; display_name: string; role: MeetingRole };
  participant_left: { participant_id: string };
  participant_removed: { participant_id: string; reason: string | null; rejoin: Rejoin };
  queue_opened: Record<string, never>;
  queue_closed: Record<string, never>;
  floor_requested: { request_id: number; participant_id: string; kind: FloorKind; note: string | null };
  request_withdrawn: {
    request_id: number;
    participant_id: string;
    cause: "own" | "left" | "removed" | "facilitator" | "phase" | "closed";
  };
  request_denied: { request_id: number; participant_id: string; reason: string | null };
  request_moved: { request_id: number; position: number };
  floor_granted: {
    grant_no: number;
    request_id: number | null;
    participant_id: string;
    kind: FloorKind;
    limit_ms: number | null;
    warn_at: string | null;
    ends_at: string | null;
  };
  turn_warned: { grant_no: number };
  turn_overran: { grant_no: number };
  floor_released: {
    grant_no: number;
    participant_id: string;
    spoke_ms: number;
    cause: "own" | "left" | "closed";
  };
  floor_revoked: {
    grant_no: number;
    participant_id: string;
    spoke_ms: number;
    cause: "facilitator" | "overtime" | "removed";
    reason: string | null;
  };
  command_refused: { command: string; code: string };
  redacted: Record<string, never>;
}

export type EventKind = keyof EventPayloads;
export type EventView = {
  [K in EventKind]: { seq: number; at: string; actor: string | null; kind: K; payload: EventPayloads[K] };
}[EventKind];

export interface RequestResult {
  request_id: number;
  state: "granted" | "accepted";
  position: number | null;
}

interface InMeeting {
  id: string;
  meeting_id: string;
}

type CommandMessage = InMeeting &
  (
    | { type: "request_floor"; kind?: FloorKind | null; note?: string | null }
    | { type: "withdraw_request"; request_id?: number | null }
    | { type: "release_floor" }
    | { type: "grant_floor"; request_id?: number | null; participant_id?: string | null }
    | { type: "deny_request"; request_id: number; reason?: string | null }
    | { type: "revoke_floor"; reason?: string | null }
    | { type: "move_request"; request_id: number; position: number }
    | { type: "open_queue" }
    | { type: "close_queue" }
    | { type: "advance_phase" }
    | { type: "go_back_phase" }
    | { type: "start_meeting" }
    | { type: "close_meeting" }
    | {
        type: "update_meeting";
        title?: string | null;
        description?: string | null;
        scheduled_start?: string | null;
        settings?: Settings | null;
      }
    | { type: "remove_participant"; participant_id: string; reason?: string | null; rejoin?: Rejoin | null }
    | { type: "leave" }
  );

export type ClientMessage =
  | { type: "hello"; protocol: number; token: string }
  | { type: "ping"; t: number }
  | (InMeeting & { type: "join"; role?: "participant" | "observer" | null })
  | (InMeeting & { type: "resume"; after: number })
  | (InMeeting & { type: "unfollow" })
  | CommandMessage;

type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
/** What a person can order; the id and the meeting are added on the way out. */
export type Command = Without<CommandMessage, "id" | "meeting_id">;
export type CommandType = Command["type"];

export type ServerMessage =
  | {
      type: "welcome";
      protocol: number;
      session_id: string;
      user: { id: string; display_name: string; role: AccountRole };
      server_time: string;
      heartbeat_ms: number;
    }
  | {
      type: "snapshot";
      meeting_id: string;
      seq: number;
      server_time: string;
      you: YouView;
      meeting: MeetingView;
      online: string[];
    }
  | { type: "events"; meeting_id: string; events: EventView[] }
  | { type: "ack"; id: string; seq: number; result: RequestResult | null }
  | { type: "refusal"; id: string | null; code: string; detail: string; retry_after_ms: number | null }
  | { type: "presence"; meeting_id: string; changes: { participant_id: string; connected: boolean }[] }
  | { type: "pong"; t: number; server_time: string }
  | { type: "removed"; meeting_id: string; code: "removed" | "banned"; reason: string | null }
  | { type: "going_down"; resume_after_ms: number };
