import type { EventView, MeetingRole, MeetingView, ParticipantView } from "./wire";

function changed(meeting: MeetingView, id: string, change: Partial<ParticipantView>): MeetingView {
  const participants = meeting.participants.map((person) =>
    person.participant_id === id ? { ...person, ...change } : person,
  );
  return { ...meeting, participants };
}

export function newPerson(
  who: { participant_id: string; display_name: string },
  role: MeetingRole,
  guest: boolean,
  at: string,
): ParticipantView {
  return {
    participant_id: who.participant_id,
    display_name: who.display_name,
    role,
    standing: "present",
    guest,
    group: null,
    extra_time_percent: 0,
    ready: false,
    muted: false,
    screen_allowed: false,
    joined_at: at,
    left_at: null,
    spoke_ms: 0,
    turns: 0,
  };
}

function joined(meeting: MeetingView, event: EventView & { kind: "participant_joined" }): MeetingView {
  const { participant_id, display_name, role, guest } = event.payload;
  if (meeting.participants.some((person) => person.participant_id === participant_id)) {
    return changed(meeting, participant_id, {
      display_name,
      role,
      standing: "present",
      joined_at: event.at,
      left_at: null,
    });
  }
  const person = newPerson(event.payload, role, guest, event.at);
  return { ...meeting, participants: [...meeting.participants, person] };
}

/** What the events about people do; `null` for an event of another family. */
export function reducePeople(meeting: MeetingView, event: EventView): MeetingView | null {
  switch (event.kind) {
    case "participant_joined":
      return joined(meeting, event);
    case "participant_left":
      return changed(meeting, event.payload.participant_id, {
        standing: "left",
        left_at: event.at,
        ready: false,
      });
    case "participant_removed":
      return changed(meeting, event.payload.participant_id, {
        standing: event.payload.rejoin === "banned" ? "banned" : "removed",
        left_at: event.at,
        ready: false,
      });
    case "role_changed":
      return changed(meeting, event.payload.participant_id, { role: event.payload.role });
    case "ready_changed":
      return changed(meeting, event.payload.participant_id, { ready: event.payload.ready });
    case "extra_time_set":
      return changed(meeting, event.payload.participant_id, { extra_time_percent: event.payload.percent });
    case "participant_muted":
      return changed(meeting, event.payload.participant_id, { muted: true });
    case "participant_unmuted":
      return changed(meeting, event.payload.participant_id, { muted: false });
    case "screen_allowed":
      return changed(meeting, event.payload.participant_id, { screen_allowed: event.payload.allowed });
    case "group_assigned":
      return changed(meeting, event.payload.participant_id, { group: event.payload.group });
    default:
      return null;
  }
}
