import type { EventView, FloorView, HolderView, MeetingView, RequestView } from "./wire";

const renumber = (queue: RequestView[]): RequestView[] =>
  queue.map((request, index) =>
    request.position === index + 1 ? request : { ...request, position: index + 1 },
  );

function withFloor(meeting: MeetingView, change: Partial<FloorView>): MeetingView {
  return { ...meeting, floor: { ...meeting.floor, ...change } };
}

function withoutRequest(meeting: MeetingView, requestId: number | null): RequestView[] {
  if (requestId === null) return meeting.floor.queue;
  return renumber(meeting.floor.queue.filter((request) => request.request_id !== requestId));
}

export function nameOf(meeting: MeetingView, participantId: string): string {
  const person = meeting.participants.find((each) => each.participant_id === participantId);
  return person?.display_name ?? "";
}

function requested(meeting: MeetingView, event: EventView & { kind: "floor_requested" }): MeetingView {
  const { request_id, participant_id, kind, note } = event.payload;
  const request: RequestView = {
    request_id,
    participant_id,
    display_name: nameOf(meeting, participant_id),
    kind,
    note,
    requested_at: event.at,
    position: meeting.floor.queue.length + 1,
  };
  return withFloor(meeting, { queue: [...meeting.floor.queue, request] });
}

function moved(meeting: MeetingView, requestId: number, position: number): MeetingView {
  const request = meeting.floor.queue.find((each) => each.request_id === requestId);
  if (!request) return meeting;
  const rest = meeting.floor.queue.filter((each) => each !== request);
  rest.splice(position - 1, 0, request);
  return withFloor(meeting, { queue: renumber(rest) });
}

function granted(meeting: MeetingView, event: EventView & { kind: "floor_granted" }): MeetingView {
  const holder: HolderView = {
    ...event.payload,
    display_name: nameOf(meeting, event.payload.participant_id),
    granted_at: event.at,
    warned: false,
    overran: false,
  };
  return withFloor(meeting, { holder, queue: withoutRequest(meeting, event.payload.request_id) });
}

function turnEnded(meeting: MeetingView, participantId: string, spokeMs: number): MeetingView {
  const participants = meeting.participants.map((person) =>
    person.participant_id === participantId
      ? { ...person, spoke_ms: person.spoke_ms + spokeMs, turns: person.turns + 1 }
      : person,
  );
  return { ...withFloor(meeting, { holder: null }), participants };
}

function marked(meeting: MeetingView, grantNo: number, mark: Partial<HolderView>): MeetingView {
  const { holder } = meeting.floor;
  if (holder?.grant_no !== grantNo) return meeting;
  return withFloor(meeting, { holder: { ...holder, ...mark } });
}

/** What the events of the floor do; `null` for an event of another family. */
export function reduceFloor(meeting: MeetingView, event: EventView): MeetingView | null {
  switch (event.kind) {
    case "queue_opened":
      return withFloor(meeting, { open: true });
    case "queue_closed":
      return withFloor(meeting, { open: false });
    case "floor_requested":
      return requested(meeting, event);
    case "request_withdrawn":
    case "request_denied":
      return withFloor(meeting, { queue: withoutRequest(meeting, event.payload.request_id) });
    case "request_moved":
      return moved(meeting, event.payload.request_id, event.payload.position);
    case "floor_granted":
      return granted(meeting, event);
    case "turn_warned":
      return marked(meeting, event.payload.grant_no, { warned: true });
    case "turn_overran":
      return marked(meeting, event.payload.grant_no, { overran: true });
    case "floor_released":
    case "floor_revoked":
      return turnEnded(meeting, event.payload.participant_id, event.payload.spoke_ms);
    default:
      return null;
  }
}
