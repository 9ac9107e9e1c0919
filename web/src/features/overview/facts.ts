import type { RoomState } from "@/shared/rt/state";

export interface Facts {
  phase: { title: string; number: number; count: number; leftS: number | null } | null;
  holder: { id: string; name: string; leftS: number | null; spentS: number; paused: boolean } | null;
  waiting: number;
  here: number;
  online: number;
}

/** What a card and a row of the table say about a meeting. */
export function factsOf(room: RoomState, now: number): Facts | null {
  const { meeting } = room;
  if (!meeting) return null;
  const { phase, phases, floor } = meeting;
  const until = (iso: string | null, at: number) => (iso ? Math.ceil((Date.parse(iso) - at) / 1000) : null);
  const { holder } = floor;
  const at = holder?.pause ? Math.min(now, Date.parse(holder.pause.since)) : now;
  const present = meeting.participants.filter((each) => each.standing === "present");
  return {
    phase: phase && {
      title: phases[phase.index]?.title ?? "",
      number: phase.index + 1,
      count: phases.length,
      leftS: until(phase.ends_at, now),
    },
    holder: holder && {
      id: holder.participant_id,
      name: holder.display_name,
      leftS: until(holder.ends_at, at),
      spentS: Math.max(0, Math.floor((at - Date.parse(holder.granted_at) - holder.paused_ms) / 1000)),
      paused: holder.pause !== null,
    },
    waiting: floor.queue.length,
    here: present.length,
    online: present.filter((each) => room.online.has(each.participant_id)).length,
  };
}
