import { entered, newItem, reduceAgenda } from "./reduce-agenda";
import { reduceFloor } from "./reduce-floor";
import { newPerson, reducePeople } from "./reduce-people";
import { inOrder, reduceQueue } from "./reduce-queue";
import type { EventView, MeetingView } from "./wire";

function created(event: EventView & { kind: "meeting_created" }): MeetingView {
  const { created_by, meeting_id, agenda, ...rest } = event.payload;
  return {
    id: meeting_id,
    ...rest,
    status: "scheduled",
    created_by: created_by.participant_id,
    created_at: event.at,
    started_at: null,
    closed_at: null,
    phase: null,
    participants: [newPerson(created_by, "facilitator", false, event.at)],
    floor: {
      open: true,
      admission: "open",
      holder: null,
      suspended: [],
      queue_order: event.payload.settings.queue_order,
      queue: [],
    },
    agenda: { items: (agenda ?? []).map((text, index) => newItem(index + 1, text)), current: null },
    group_spoke_ms: {},
  };
}

function closed(meeting: MeetingView, at: string): MeetingView {
  return {
    ...meeting,
    status: "closed",
    closed_at: at,
    phase: null,
    floor: { ...meeting.floor, queue: [], queue_order: meeting.settings.queue_order },
    agenda: entered(meeting.agenda, null, at),
  };
}

function updated(meeting: MeetingView, event: EventView & { kind: "meeting_updated" }): MeetingView {
  const { queue_order, ...changed } = event.payload;
  if (!queue_order) return { ...meeting, ...changed };
  return { ...meeting, ...changed, floor: { ...meeting.floor, queue_order } };
}

function enteredPhase(meeting: MeetingView, event: EventView & { kind: "phase_entered" }): MeetingView {
  const { index, ends_at } = event.payload;
  const queue_order = meeting.phases[index]?.rules.queue_order ?? meeting.settings.queue_order;
  return {
    ...meeting,
    floor: { ...meeting.floor, queue_order },
    phase: { index, started_at: event.at, ends_at },
    participants: meeting.participants.map((person) => (person.ready ? { ...person, ready: false } : person)),
  };
}

function reduceMeeting(meeting: MeetingView, event: EventView): MeetingView {
  switch (event.kind) {
    case "meeting_created":
      return created(event);
    case "meeting_updated":
      return updated(meeting, event);
    case "meeting_started":
      return { ...meeting, status: "live", started_at: event.at };
    case "meeting_closed":
      return closed(meeting, event.at);
    case "phase_entered":
      return enteredPhase(meeting, event);
    case "phase_extended":
      return { ...meeting, phase: meeting.phase && { ...meeting.phase, ends_at: event.payload.ends_at } };
    default:
      // A kind this version does not know changes nothing it could show.
      return meeting;
  }
}

export function reduce(meeting: MeetingView, event: EventView): MeetingView {
  const next =
    reduceQueue(meeting, event) ??
    reduceFloor(meeting, event) ??
    reducePeople(meeting, event) ??
    reduceAgenda(meeting, event) ??
    reduceMeeting(meeting, event);
  return event.queue ? inOrder(next, event.queue) : next;
}
