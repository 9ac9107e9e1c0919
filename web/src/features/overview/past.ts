/** What the cards need of an event, from the socket or from the record. */
export interface PastEvent {
  seq: number;
  at: string;
  kind: string;
  payload: unknown;
}

interface Fields {
  request_id?: number | null;
  resumes?: number | null;
}

const turnEnds = new Set(["floor_released", "floor_revoked", "grant_undone"]);

/** When a turn ended last; `null` when none is known. */
export function lastSpoken(events: readonly PastEvent[]): number | null {
  const last = events.findLast((event) => turnEnds.has(event.kind));
  return last ? Date.parse(last.at) : null;
}

/** By how much an event made the queue longer. */
function growth({ kind, payload }: PastEvent): number {
  const { request_id, resumes } = (payload ?? {}) as Fields;
  switch (kind) {
    case "floor_requested":
      return 1;
    case "request_withdrawn":
    case "request_denied":
      return -1;
    case "floor_granted":
      return request_id != null && resumes == null ? -1 : 0;
    case "grant_undone":
      return request_id != null ? 1 : 0;
    default:
      return 0;
  }
}

/**
 * The length of the queue over the last `spanMs`, as so many samples, the newest last. Counted back from what it is now:
 * so it is right at the end, also when the beginning is not known.
 */
export function queueTrace(
  length: number,
  events: readonly PastEvent[],
  now: number,
  spanMs: number,
  samples: number,
): number[] {
  const trace: number[] = [];
  let current = length;
  let index = events.length - 1;
  for (let sample = samples - 1; sample >= 0; sample--) {
    const at = now - ((samples - 1 - sample) * spanMs) / (samples - 1);
    for (let event = events[index]; event && Date.parse(event.at) > at; event = events[--index]) {
      current -= growth(event);
    }
    trace.push(Math.max(0, current));
  }
  return trace.reverse();
}
