import { isSpeech } from "./kinds";
import { nameOf, withoutRequest, withRequest } from "./reduce-queue";
import type { EventView, FloorKind, FloorView, HolderView, MeetingView, SuspendedView } from "./wire";

function withFloor(meeting: MeetingView, change: Partial<FloorView>): MeetingView {
  return { ...meeting, floor: { ...meeting.floor, ...change } };
}

/** Adds time to a person and, for a speech, to the person's group. */
function counted(
  meeting: MeetingView,
  id: string,
  spokeMs: number,
  turns: number,
  kind: FloorKind,
): MeetingView {
  const participants = meeting.participants.map((person) =>
    person.participant_id === id
      ? { ...person, spoke_ms: person.spoke_ms + spokeMs, turns: person.turns + turns }
      : person,
  );
  const group = meeting.participants.find((person) => person.participant_id === id)?.group;
  if (!group || !isSpeech(kind)) return { ...meeting, participants };
  const spent = (meeting.group_spoke_ms[group] ?? 0) + spokeMs;
  return { ...meeting, participants, group_spoke_ms: { ...meeting.group_spoke_ms, [group]: spent } };
}

function granted(meeting: MeetingView, event: EventView & { kind: "floor_granted" }): MeetingView {
  const { interrupts: _, explanation: __, ...grant } = event.payload;
  const { suspended, queue } = meeting.floor;
  const resumed = grant.resumes === null ? null : suspended.find((each) => each.grant_no === grant.resumes);
  const request = queue.find((each) => each.request_id === grant.request_id);
  const before = grant.resumes === null ? request : resumed;
  const holder: HolderView = {
    ...grant,
    display_name: nameOf(meeting, grant.participant_id),
    note: before?.note ?? null,
    requested_at: before?.requested_at ?? null,
    requested_by: before?.requested_by ?? null,
    granted_at: event.at,
    warned: false,
    overran: false,
    pause: null,
    paused_ms: 0,
  };
  const after = grant.resumes === null ? withoutRequest(meeting, grant.request_id) : meeting;
  return withFloor(after, { holder, suspended: suspended.filter((each) => each !== resumed) });
}

function suspended(meeting: MeetingView, event: EventView & { kind: "floor_suspended" }): MeetingView {
  const { holder } = meeting.floor;
  if (!holder) return meeting;
  const { participant_id, spoke_ms } = event.payload;
  const { grant_no, display_name, kind, note, requested_at, requested_by, limit_ms } = holder;
  const remaining_ms = limit_ms === null ? null : Math.max(0, limit_ms - spoke_ms);
  const turn: SuspendedView = {
    grant_no,
    participant_id: holder.participant_id,
    display_name,
    kind,
    remaining_ms,
    note,
    requested_at,
    requested_by,
  };
  return withFloor(counted(meeting, participant_id, spoke_ms, 0, kind), {
    holder: null,
    suspended: [...meeting.floor.suspended, turn],
  });
}

function ended(
  meeting: MeetingView,
  event: EventView & { kind: "floor_released" | "floor_revoked" },
): MeetingView {
  const { grant_no, participant_id, spoke_ms } = event.payload;
  const { holder, suspended } = meeting.floor;
  const interrupted = suspended.find((each) => each.grant_no === grant_no);
  const kind = (interrupted ?? holder)?.kind ?? "contribution";
  return withFloor(
    counted(meeting, participant_id, spoke_ms, 1, kind),
    interrupted ? { suspended: suspended.filter((each) => each !== interrupted) } : { holder: null },
  );
}

function undone(meeting: MeetingView, event: EventView & { kind: "grant_undone" }): MeetingView {
  const { holder } = meeting.floor;
  if (!holder) return meeting;
  const { participant_id, spoke_ms, request_id } = event.payload;
  const free = withFloor(counted(meeting, participant_id, spoke_ms, 0, holder.kind), { holder: null });
  if (request_id === null) return free;
  // Where it waits now comes as places.
  const { kind, stance, note, item_id, requested_by } = holder;
  const requested_at = holder.requested_at ?? event.at;
  return withRequest(free, {
    request_id,
    participant_id,
    kind,
    stance,
    note,
    requested_by,
    item_id,
    requested_at,
  });
}

function marked(meeting: MeetingView, grantNo: number, mark: Partial<HolderView>): MeetingView {
  const { holder } = meeting.floor;
  if (holder?.grant_no !== grantNo) return meeting;
  return withFloor(meeting, { holder: { ...holder, ...mark } });
}

function resumed(meeting: MeetingView, event: EventView & { kind: "turn_resumed" }): MeetingView {
  const { grant_no, warn_at, ends_at } = event.payload;
  const pause = meeting.floor.holder?.pause;
  const stood = pause ? Math.max(0, Date.parse(event.at) - Date.parse(pause.since)) : 0;
  const paused_ms = (meeting.floor.holder?.paused_ms ?? 0) + stood;
  return marked(meeting, grant_no, { pause: null, paused_ms, warn_at, ends_at });
}

/** What the events of a turn do; `null` for an event of another family. */
export function reduceFloor(meeting: MeetingView, event: EventView): MeetingView | null {
  switch (event.kind) {
    case "floor_granted":
      return granted(meeting, event);
    case "floor_suspended":
      return suspended(meeting, event);
    case "turn_warned":
      return marked(meeting, event.payload.grant_no, { warned: true });
    case "turn_overran":
      return marked(meeting, event.payload.grant_no, { overran: true });
    case "turn_extended": {
      const { grant_no, limit_ms, warn_at, ends_at } = event.payload;
      return marked(meeting, grant_no, { limit_ms, warn_at, ends_at, warned: false, overran: false });
    }
    case "turn_paused": {
      const { grant_no, cause, hold_until } = event.payload;
      return marked(meeting, grant_no, { pause: { since: event.at, cause, hold_until } });
    }
    case "turn_resumed":
      return resumed(meeting, event);
    case "floor_released":
    case "floor_revoked":
      return ended(meeting, event);
    case "grant_undone":
      return undone(meeting, event);
    default:
      return null;
  }
}
