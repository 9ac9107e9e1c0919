import { kindsByPrecedence } from "@/shared/rt/kinds";
import type { RoomState } from "@/shared/rt/state";
import type {
  AgendaItem,
  FloorKind,
  HolderView,
  MeetingView,
  ParticipantView,
  Phase,
  QueueOrder,
  RequestView,
  Right,
  SuspendedView,
} from "@/shared/rt/wire";

/** Questions to the state of a room. All answer with what is in the state, so that nothing renders without need. */
export const meetingOf = (state: RoomState): MeetingView => {
  if (!state.meeting) throw new Error("the room has no meeting yet");
  return state.meeting;
};

export const myId = (state: RoomState): string => state.you?.participant_id ?? "";
export const queueOf = (state: RoomState): readonly RequestView[] => meetingOf(state).floor.queue;
export const holderOf = (state: RoomState): HolderView | null => meetingOf(state).floor.holder;
export const isMine = (state: RoomState): boolean => holderOf(state)?.participant_id === myId(state);
export const isConnected = (state: RoomState): boolean => state.link === "live";
export const isLive = (state: RoomState): boolean => meetingOf(state).status === "live";

/** Whose turn goes on when the one that interrupted it is over. */
export const interruptedTurn = (state: RoomState): SuspendedView | undefined =>
  meetingOf(state).floor.suspended.at(-1);

export const amInterrupted = (state: RoomState): boolean =>
  meetingOf(state).floor.suspended.some((turn) => turn.participant_id === myId(state));

/** Whether my role allows it; hiding a button is comfort only, the server decides. */
export const may =
  (right: Right) =>
  (state: RoomState): boolean =>
    state.you?.rights.includes(right) ?? false;

/** Who leads the meeting: as its facilitator, or as an admin from outside. */
export const leads = may("grant_floor");

/** My request that comes first; I may have one of each kind. */
export const myRequest = (state: RoomState): RequestView | undefined =>
  queueOf(state).find((request) => request.participant_id === myId(state));

export const planOf = ({ phase, phases }: MeetingView): Phase | undefined =>
  phase ? phases[phase.index] : undefined;
export const currentPlan = (state: RoomState): Phase | undefined => planOf(meetingOf(state));

const noKinds: readonly FloorKind[] = [];
export const openKinds = (state: RoomState): readonly FloorKind[] =>
  currentPlan(state)?.rules.floor_kinds ?? noKinds;

/** What one asks for without choosing: the least pressing kind that is open. */
export const usualKind = (kinds: readonly FloorKind[]): FloorKind | undefined =>
  kindsByPrecedence.findLast((kind) => kinds.includes(kind));

export const isChaired = (state: RoomState): boolean =>
  (currentPlan(state)?.rules.granting ?? meetingOf(state).settings.granting) === "chaired";

export const orderOf = (state: RoomState): QueueOrder => meetingOf(state).floor.queue_order;

export const personOf =
  (id: string) =>
  (state: RoomState): ParticipantView | undefined =>
    meetingOf(state).participants.find((person) => person.participant_id === id);

export const currentItem = (state: RoomState): AgendaItem | undefined => {
  const { items, current } = meetingOf(state).agenda;
  return items.find((item) => item.item_id === current);
};

export function presentPeople(people: readonly ParticipantView[]): ParticipantView[] {
  return people.filter((person) => person.standing === "present");
}

export const maySpeak = (person: ParticipantView): boolean =>
  person.standing === "present" && person.role !== "observer";

export const presentCount = (state: RoomState): number => presentPeople(meetingOf(state).participants).length;
