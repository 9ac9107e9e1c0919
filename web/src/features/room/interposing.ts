import { interposes } from "@/shared/rt/kinds";
import type { RoomState } from "@/shared/rt/state";
import type { RequestView } from "@/shared/rt/wire";
import { holderOf, queueOf } from "./model";

/** Whether this request may interrupt who speaks now. */
export function mayInterrupt(state: RoomState, request: RequestView): boolean {
  const holder = holderOf(state);
  return (
    holder !== null &&
    request.participant_id !== holder.participant_id &&
    interposes(request.kind, holder.kind)
  );
}

/** The first request that may interrupt who speaks now. */
export const interposing = (state: RoomState): RequestView | undefined =>
  queueOf(state).find((request) => mayInterrupt(state, request));
