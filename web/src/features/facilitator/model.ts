import { holderOf, mayInterrupt, maySpeak, meetingOf, queueOf, turnSpent } from "@/features/room";
import type { Share } from "@/shared/charts/ShareBars";
import type { RoomState } from "@/shared/rt/state";
import type { ParticipantView, RequestView } from "@/shared/rt/wire";

/** Who counts for how evenly it is spread: who may speak, and who spoke before leaving or becoming an observer. */
const counts = (person: ParticipantView, holder: string | undefined): boolean =>
  maySpeak(person) || person.spoke_ms > 0 || person.turns > 0 || person.participant_id === holder;

/** What everybody has spoken at `now`, the running turn included. */
export function sharesAt(state: RoomState, now: number): Share[] {
  const holder = holderOf(state);
  const id = holder?.participant_id;
  const running = holder ? turnSpent(holder, now) : 0;
  // A turn that goes on after an interruption was begun before: it is one turn still.
  return meetingOf(state)
    .participants.filter((person) => counts(person, id))
    .map((person) => ({
      id: person.participant_id,
      name: person.display_name,
      seconds: (person.spoke_ms + (person.participant_id === id ? running : 0)) / 1000,
      turns: person.turns + (person.participant_id === id ? 1 : 0),
      active: person.participant_id === id,
    }));
}

/** Who could speak and has not, neither has nor waits for the floor: to be invited. The longest here first. */
export function silentPeople(state: RoomState): ParticipantView[] {
  const holder = holderOf(state)?.participant_id;
  const waiting = new Set(queueOf(state).map((request) => request.participant_id));
  const interrupted = new Set(meetingOf(state).floor.suspended.map((turn) => turn.participant_id));
  return meetingOf(state)
    .participants.filter(
      (person) =>
        maySpeak(person) &&
        person.turns === 0 &&
        person.participant_id !== holder &&
        !waiting.has(person.participant_id) &&
        !interrupted.has(person.participant_id),
    )
    .toSorted((a, b) => Date.parse(a.joined_at) - Date.parse(b.joined_at));
}

/** What giving the floor to the next means now. */
export type NextStep = "none" | "grant" | "interrupt" | "after";

export function nextStep(state: RoomState): NextStep {
  const first = queueOf(state)[0];
  if (!first || meetingOf(state).status !== "live") return "none";
  if (!holderOf(state)) return "grant";
  return mayInterrupt(state, first) ? "interrupt" : "after";
}

/** The new position of a request that is dropped beside another one. */
export function dropPosition(
  queue: readonly RequestView[],
  dragged: number,
  target: number,
  place: "before" | "after",
): number | null {
  const rest = queue.filter((request) => request.request_id !== dragged);
  const beside = rest.findIndex((request) => request.request_id === target);
  if (beside < 0) return null;
  const position = beside + (place === "after" ? 2 : 1);
  return queue[position - 1]?.request_id === dragged ? null : position;
}

/** How many of those who may speak are ready to go on. */
export function readyCount(state: RoomState): { ready: number; all: number } {
  const people = meetingOf(state).participants.filter(maySpeak);
  return { ready: people.filter((person) => person.ready).length, all: people.length };
}
