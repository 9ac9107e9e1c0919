import { reduceFloor } from "./reduce-floor";
import { reducePeople } from "./reduce-people";
import type { EventView, MeetingView } from "./wire";

function created(event: EventView & { kind: "meeting_created" }): MeetingView {
  const { created_by, meeting_id, ...rest } = event.payload;
  return {
    id: meeting_id,
    ...rest,
    status: "scheduled",
    created_by: created_by.participant_id,
    created_at: event.at,
    started_at: null,
    closed_at: null,
    phase: null,
    participants: [
      {
        ...created_by,
        role: "facilitator",
        standing: "present",
        joined_at: event.at,
        left_at: null,
        spoke_ms: 0,
        turns: 0,
      },
    ],
    floor: { open: true, holder: null, queue: [] },
  };
}

function reduceMeeting(meeting: MeetingView, event: EventView): MeetingView {
  switch (event.kind) {
    case "meeting_created":
      return created(event);
    case "meeting_updated":
      return { ...meeting, ...event.payload };
    case "meeting_started":
      return { ...meeting, status: "live", started_at: event.at };
    case "meeting_closed":
      return {
        ...meeting,
        status: "closed",
        closed_at: event.at,
        phase: null,
        floor: { ...meeting.floor, queue: [] },
      };
    case "phase_entered":
      return {
        ...meeting,
        phase: { index: event.payload.index, started_at: event.at, ends_at: event.payload.ends_at },
      };
    default:
      // A kind this version does not know changes nothing it could show.
      return meeting;
  }
}

export function reduce(meeting: MeetingView, event: EventView): MeetingView {
  return reduceFloor(meeting, event) ?? reducePeople(meeting, event) ?? reduceMeeting(meeting, event);
}
