import { useMemo } from "react";
import { useRoom } from "@/shared/rt/hooks";
import { isSpeech, kindsByPrecedence } from "@/shared/rt/kinds";
import type { RoomState } from "@/shared/rt/state";
import type { FloorKind, MeetingView } from "@/shared/rt/wire";
import { budgetLeft } from "./limits";
import { amInterrupted, isLive, isMine, meetingOf, myId, planOf } from "./model";

/** The kinds that this person may ask for now, by precedence: what phase, queue and the group's time let in. */
export function kindsFor(meeting: MeetingView, personId: string): FloorKind[] {
  const { admission, queue } = meeting.floor;
  const open = planOf(meeting)?.rules.floor_kinds ?? [];
  const person = meeting.participants.find((each) => each.participant_id === personId);
  const spent = budgetLeft(meeting, person) === 0;
  const asked = queue.filter((each) => each.participant_id === personId).map((each) => each.kind);
  return kindsByPrecedence.filter(
    (kind) =>
      open.includes(kind) &&
      (admission === "open" || (admission === "points_of_order" && kind === "point_of_order")) &&
      !asked.includes(kind) &&
      !(spent && isSpeech(kind)),
  );
}

/** The kinds I may ask for now; none while I speak or am to go on speaking. */
export function myKinds(state: RoomState): FloorKind[] {
  if (!isLive(state) || isMine(state) || amInterrupted(state)) return [];
  return kindsFor(meetingOf(state), myId(state));
}

/** The same for a component; one string, so that nothing renders when nothing changed. */
export function useMyKinds(): readonly FloorKind[] {
  const kinds = useRoom((state) => myKinds(state).join(" "));
  return useMemo(() => kinds.split(" ").filter(Boolean) as FloorKind[], [kinds]);
}
