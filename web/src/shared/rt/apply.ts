import { reduce } from "./reduce";
import type { RoomEnd, RoomState } from "./state";
import type { EventView, ServerMessage } from "./wire";

const historyKept = 500;

type Snapshot = ServerMessage & { type: "snapshot" };
type Presence = ServerMessage & { type: "presence" };

export interface Applied {
  state: RoomState;
  /** An event was missing: everything after it was left out. */
  gap: boolean;
}

function endOf(state: RoomState): RoomEnd | null {
  const me = state.meeting?.participants.find((each) => each.participant_id === state.you?.participant_id);
  if (me?.standing === "left") return { kind: "left" };
  if (me?.standing === "removed" || me?.standing === "banned") return { kind: me.standing, reason: null };
  return null;
}

function settled(state: RoomState): RoomState {
  const pending = state.pending.filter((each) => each.awaitsSeq === null || each.awaitsSeq > state.seq);
  return pending.length === state.pending.length ? state : { ...state, pending };
}

/** Applies events gaplessly: what is old is ignored, and a hole stops it. */
export function applyEvents(state: RoomState, events: readonly EventView[]): Applied {
  if (!state.meeting) return { state, gap: false };
  let { meeting, seq } = state;
  const fresh: EventView[] = [];
  let gap = false;
  for (const event of events) {
    if (event.seq <= seq) continue;
    if (event.seq > seq + 1) {
      gap = true;
      break;
    }
    meeting = reduce(meeting, event);
    seq = event.seq;
    fresh.push(event);
  }
  if (fresh.length === 0) return { state, gap };
  const history = [...state.history, ...fresh].slice(-historyKept);
  const next = settled({ ...state, meeting, seq, history });
  return { state: { ...next, end: state.end ?? endOf(next) }, gap };
}

export function applySnapshot(state: RoomState, snapshot: Snapshot): RoomState {
  return settled({
    ...state,
    link: "live",
    lostAt: null,
    seq: snapshot.seq,
    meeting: snapshot.meeting,
    you: snapshot.you,
    online: new Set(snapshot.online),
    baseSeq: snapshot.seq,
    history: [],
  });
}

export function applyPresence(state: RoomState, message: Presence): RoomState {
  const online = new Set(state.online);
  for (const { participant_id, connected } of message.changes) {
    if (connected) online.add(participant_id);
    else online.delete(participant_id);
  }
  return { ...state, online };
}
