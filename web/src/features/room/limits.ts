import { isSpeech } from "@/shared/rt/kinds";
import type { FloorKind, MeetingView, ParticipantView } from "@/shared/rt/wire";
import { planOf } from "./model";

/** What is left of the time of a person's group; `null`: there is no bound. */
export function budgetLeft(meeting: MeetingView, person: ParticipantView | undefined): number | null {
  const group = meeting.settings.groups.find((each) => each.key === person?.group);
  if (!group || group.budget_ms === null) return null;
  return Math.max(0, group.budget_ms - (meeting.group_spoke_ms[group.key] ?? 0));
}

/** The longest turn of a kind that the rules allow anybody. */
export function usualLimit(meeting: MeetingView, kind: FloorKind): number | null {
  const rules = planOf(meeting)?.rules;
  const { turn_limits, turn_limit_ms } = meeting.settings;
  return rules?.turn_limits[kind] ?? rules?.turn_limit_ms ?? turn_limits[kind] ?? turn_limit_ms;
}

/** How long this person's turn of this kind would last; `null`: as long as it takes. */
export function turnLimit(
  meeting: MeetingView,
  person: ParticipantView | undefined,
  kind: FloorKind,
): number | null {
  const usual = usualLimit(meeting, kind);
  const own = usual === null ? null : Math.floor((usual * (100 + (person?.extra_time_percent ?? 0))) / 100);
  const left = isSpeech(kind) ? budgetLeft(meeting, person) : null;
  if (left === null || left === 0) return own;
  return own === null ? left : Math.min(own, left);
}

function addedUp(meeting: MeetingView): (number | null)[] {
  let sum: number | null = 0;
  for (const turn of meeting.floor.suspended) {
    sum = turn.remaining_ms === null || sum === null ? null : sum + turn.remaining_ms;
  }
  const people = new Map(meeting.participants.map((person) => [person.participant_id, person]));
  return meeting.floor.queue.map(({ participant_id, kind }) => {
    const before = sum;
    const limit = turnLimit(meeting, people.get(participant_id), kind);
    sum = sum === null || limit === null ? null : sum + limit;
    return before;
  });
}

const known = new WeakMap<MeetingView, (number | null)[]>();

/**
 * Milliseconds of turns before each place in the queue, the running one not counted; `null` from where nobody can tell.
 * Each row asks for it, so it is added up once for each state.
 */
export function waitsBefore(meeting: MeetingView): readonly (number | null)[] {
  const waits = known.get(meeting) ?? addedUp(meeting);
  known.set(meeting, waits);
  return waits;
}
