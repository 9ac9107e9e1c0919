import type { EventView, MeetingView, ParticipantView } from "./wire";

function changed(meeting: MeetingView, id: string, change: Partial<ParticipantView>): MeetingView {
  const participants = meeting.participants.map((person) =>
    person.participant_id === id ? { ...person, ...change } : person,
  );
  return { ...meeting, participants };
}

function joined(meeting: MeetingView, event: EventView & { kind: "participant_joined" }): MeetingView {
  const { participant_id, display_name, role } = event.payload;
  if (meeting.participants.some((person) => person.participant_id === participant_id)) {
    return changed(meeting, participant_id, {
      display_name,
      role,
      standing: "present",
      joined_at: event.at,
      left_at: null,
    });
  }
  const person: ParticipantView = {
    participant_id,
    display_name,
    role,
    standing: "present",
    joined_at: event.at,
    left_at: null,
    spoke_ms: 0,
    turns: 0,
  };
  return { ...meeting, participants: [...meeting.participants, person] };
}

/** What the events about people do; `null` for an event of another family. */
export function reducePeople(meeting: MeetingView, event: EventView): MeetingView | null {
  switch (event.kind) {
    case "participant_joined":
      return joined(meeting, event);
    case "participant_left":
      return changed(meeting, event.payload.participant_id, { standing: "left", left_at: event.at });
    case "participant_removed":
      return changed(meeting, event.payload.participant_id, {
        standing: event.payload.rejoin === "banned" ? "banned" : "removed",
        left_at: event.at,
      });
    default:
      return null;
  }
}
