import type { RoomState } from "@/shared/rt/state";
import type { EventView } from "@/shared/rt/wire";
import { amInterrupted, isLive, isMine, myId, myRequest } from "./model";

/** The invitation to speak that I have not answered yet: by asking, speaking, or by taking a request back. */
export function invitationOf(state: RoomState): EventView | undefined {
  if (!isLive(state) || isMine(state) || amInterrupted(state) || myRequest(state)) return undefined;
  const me = myId(state);
  const last = state.history.findLast(
    ({ kind, payload }) =>
      ["invited_to_speak", "floor_requested", "floor_granted", "phase_entered"].includes(kind) &&
      (kind === "phase_entered" || ("participant_id" in payload && payload.participant_id === me)),
  );
  return last?.kind === "invited_to_speak" ? last : undefined;
}
