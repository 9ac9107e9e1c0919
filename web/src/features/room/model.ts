import type { RoomState } from "@/shared/rt/state";
import type { FloorKind, MeetingView, ParticipantView, Phase, RequestView, Right } from "@/shared/rt/wire";

/** Questions to the state of a room. All answer with what is in the state, so that nothing renders without need. */
export const meetingOf = (state: RoomState): MeetingView => {
  if (!state.meeting) throw new Error("the room has no meeting yet");
  return state.meeting;
};

export const myId = (state: RoomState): string => state.you?.participant_id ?? "";
export const queueOf = (state: RoomState): readonly RequestView[] => meetingOf(state).floor.queue;
export const holderOf = (state: RoomState) => meetingOf(state).floor.holder;
export const isMine = (state: RoomState): boolean => holderOf(state)?.participant_id === myId(state);
export const isConnected = (state: RoomState): boolean => state.link === "live";

/** Whether my role allows it; hiding a button is comfort only, the server decides. */
export const may =
  (right: Right) =>
  (state: RoomState): boolean =>
    state.you?.rights.includes(right) ?? false;

export const myRequest = (state: RoomState): RequestView | undefined =>
  queueOf(state).find((request) => request.participant_id === myId(state));

export const currentPlan = (state: RoomState): Phase | undefined => {
  const { phase, phases } = meetingOf(state);
  return phase ? phases[phase.index] : undefined;
};

const noKinds: readonly FloorKind[] = [];
export const openKinds = (state: RoomState): readonly FloorKind[] =>
  currentPlan(state)?.rules.floor_kinds ?? noKinds;

/** From the usual to the special: what one asks for without choosing. */
export const kindOrder: readonly FloorKind[] = [
  "contribution",
  "clarifying_question",
  "direct_reply",
  "point_of_order",
];

export const usualKind = (state: RoomState): FloorKind | undefined =>
  kindOrder.find((kind) => openKinds(state).includes(kind));

export const isChaired = (state: RoomState): boolean =>
  (currentPlan(state)?.rules.granting ?? meetingOf(state).settings.granting) === "chaired";

export const personOf =
  (id: string) =>
  (state: RoomState): ParticipantView | undefined =>
    meetingOf(state).participants.find((person) => person.participant_id === id);

export function presentPeople(meeting: MeetingView): ParticipantView[] {
  return meeting.participants.filter((person) => person.standing === "present");
}
