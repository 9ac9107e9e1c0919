import type { Stats } from "@/shared/api/types";
import type { Span } from "@/shared/charts/geometry";
import type { Share } from "@/shared/charts/ShareBars";
import type { Lane } from "@/shared/charts/TurnTimeline";

type Turn = Lane["turns"][number];

/** One lane for each who spoke, in the order of first speaking. */
export function lanesOf({ timeline, participants }: Stats, now: number): Lane[] {
  const turns = new Map<string, Turn[]>();
  for (const part of timeline) {
    if (part.ended === "undone") continue;
    const end = part.ended_at ? Date.parse(part.ended_at) : now;
    const turn = { start: Date.parse(part.started_at), end, kind: part.kind };
    const lane = turns.get(part.participant_id);
    if (lane) lane.push(turn);
    else turns.set(part.participant_id, [turn]);
  }
  const names = new Map(participants.map((each) => [each.participant_id, each.display_name]));
  return Array.from(turns, ([id, lane]) => ({ id, name: names.get(id) ?? "", turns: lane }));
}

/** From the start of the meeting to its end, or to now. */
export function axisOf({ started_at, closed_at }: Stats, now: number): Span {
  const start = started_at ? Date.parse(started_at) : now;
  return { start, end: Math.max(start + 60_000, closed_at ? Date.parse(closed_at) : now) };
}

/** Who counts for how evenly it is spread: who may speak, and who spoke before. The server counts the same people. */
export function sharesOf({ participants }: Stats): Share[] {
  return participants
    .filter((each) => each.role !== "observer" || each.speaking_seconds > 0)
    .map((each) => ({
      id: each.participant_id,
      name: each.display_name,
      seconds: each.speaking_seconds,
      turns: each.turns,
    }));
}
