import type { EventView, Explanation, MeetingView, Place, RequestView } from "./wire";

/** What holds for a new request when the server says nothing else. */
const asAsked: Explanation = { rule: "asked", by_kind: false };

export function nameOf(meeting: MeetingView, participantId: string): string {
  const person = meeting.participants.find((each) => each.participant_id === participantId);
  return person?.display_name ?? "";
}

const renumbered = (queue: RequestView[]): RequestView[] =>
  queue.map((request, index) =>
    request.position === index + 1 ? request : { ...request, position: index + 1 },
  );

export function withQueue(meeting: MeetingView, queue: RequestView[]): MeetingView {
  return { ...meeting, floor: { ...meeting.floor, queue: renumbered(queue) } };
}

export function withoutRequest(meeting: MeetingView, requestId: number | null): MeetingView {
  const queue = meeting.floor.queue.filter((request) => request.request_id !== requestId);
  return queue.length === meeting.floor.queue.length ? meeting : withQueue(meeting, queue);
}

export function withRequest(
  meeting: MeetingView,
  request: Omit<RequestView, "display_name" | "position" | "explanation">,
): MeetingView {
  const display_name = nameOf(meeting, request.participant_id);
  return withQueue(meeting, [
    ...meeting.floor.queue,
    { ...request, display_name, position: 0, explanation: asAsked },
  ]);
}

function requested(meeting: MeetingView, event: EventView & { kind: "floor_requested" }): MeetingView {
  const { yielded: _, ...request } = event.payload;
  return withRequest(meeting, { ...request, requested_at: event.at });
}

const same = (a: Explanation, b: Explanation): boolean => {
  const [left, right] = [Object.entries(a), new Map<string, unknown>(Object.entries(b))];
  return left.length === right.size && left.every(([key, value]) => right.get(key) === value);
};

/** Brings the queue into the order that the server tells, with its reasons. Clients never sort. */
export function inOrder(meeting: MeetingView, places: readonly Place[]): MeetingView {
  const waiting = new Map(meeting.floor.queue.map((request) => [request.request_id, request]));
  const queue: RequestView[] = [];
  for (const { request_id, ...explanation } of places) {
    const request = waiting.get(request_id);
    // Who waits as before is the same object as before, so that nothing is drawn anew.
    if (request) queue.push(same(request.explanation, explanation) ? request : { ...request, explanation });
  }
  return withQueue(meeting, queue);
}

function admitting(meeting: MeetingView, admission: MeetingView["floor"]["admission"]): MeetingView {
  return { ...meeting, floor: { ...meeting.floor, admission, open: admission === "open" } };
}

/** What the events of the queue do; `null` for an event of another family. */
export function reduceQueue(meeting: MeetingView, event: EventView): MeetingView | null {
  switch (event.kind) {
    case "queue_opened":
      return admitting(meeting, "open");
    case "queue_closed":
      return admitting(meeting, event.payload.late === "points_of_order" ? "points_of_order" : "closed");
    case "floor_requested":
      return requested(meeting, event);
    case "request_withdrawn":
    case "request_denied":
      return withoutRequest(meeting, event.payload.request_id);
    case "lots_drawn":
    case "request_moved":
    case "last_word_given":
    case "invited_to_speak":
      // What they do to the order comes as places.
      return meeting;
    default:
      return null;
  }
}
