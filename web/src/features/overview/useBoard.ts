import { useRef } from "react";
import type { Meeting } from "@/shared/api/types";
import type { RoomState } from "@/shared/rt/state";
import { type Alert, alertsOf, severityOf } from "./alerts";
import { ranked, steady } from "./order";
import { lastSpoken, queueTrace } from "./past";
import { isSeen, useMyLive, useNow, useWatched } from "./useOverview";
import { usePast } from "./usePast";

const spanMs = 5 * 60_000;
const samples = 40;

/** One meeting, with all that its card shows. */
export interface Entry {
  summary: Meeting;
  /** `null` until the socket has told. */
  room: RoomState | null;
  alerts: readonly Alert[];
  trace: readonly number[];
}

/** The meetings in the order of their need, which stands still while `held`. */
export function useBoard(held: boolean) {
  const list = useMyLive();
  const { rooms, link, client } = useWatched(list.meetings.map((each) => each.id));
  const past = usePast(rooms);
  const now = useNow(client);
  const order = useRef<readonly string[]>([]);
  const entries = new Map<string, Entry>();
  for (const summary of list.meetings) {
    const known = rooms.get(summary.id);
    const room = isSeen(known) ? known : null;
    // Over since the list was fetched: it goes with the next list.
    if (room?.meeting?.status === "closed") continue;
    const events = past.get(summary.id) ?? [];
    entries.set(summary.id, {
      summary,
      room,
      alerts: room ? alertsOf(room, lastSpoken(events), now) : [],
      trace: queueTrace(room?.meeting?.floor.queue.length ?? 0, events, now, spanMs, samples),
    });
  }
  const wanted = ranked(
    Array.from(entries.values(), ({ summary, alerts }) => ({
      id: summary.id,
      title: summary.title,
      severity: severityOf(alerts),
    })),
  );
  order.current = steady(order.current, wanted, held);
  const board = order.current.flatMap((id) => entries.get(id) ?? []);
  return { board, now, link, list };
}
