import type { Stats } from "@/shared/api/types";
import type { Lane } from "@/shared/charts/TurnTimeline";
import type { HolderView, MeetingView } from "@/shared/rt/wire";

type Part = Stats["timeline"][number];

/** One lane for each who spoke, in the order of first speaking; the running turn comes from the socket. */
export function lanesOf(
  meeting: MeetingView,
  parts: readonly Part[],
  holder: HolderView | null,
  now: number,
): Lane[] {
  const names = new Map(meeting.participants.map((each) => [each.participant_id, each.display_name]));
  const lanes = new Map<string, Lane & { turns: Lane["turns"][number][] }>();
  const add = (id: string, turn: Lane["turns"][number]) => {
    const lane = lanes.get(id) ?? { id, name: names.get(id) ?? "", turns: [] };
    lane.turns.push(turn);
    lanes.set(id, lane);
  };
  for (const part of parts) {
    // What was taken back was no turn, and what runs is known better by the socket.
    if (part.ended === "undone" || part.grant_no === holder?.grant_no) continue;
    const start = Date.parse(part.started_at);
    const end = part.ended_at ? Date.parse(part.ended_at) : start + part.spoke_ms;
    add(part.participant_id, { start, end, kind: part.kind });
  }
  if (holder) {
    const start = Date.parse(holder.granted_at);
    add(holder.participant_id, { start, end: Math.max(start, now), kind: holder.kind });
  }
  return [...lanes.values()];
}
