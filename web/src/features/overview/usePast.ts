import { useQueries } from "@tanstack/react-query";
import { readRecord } from "@/shared/api/meetings";
import type { RoomState } from "@/shared/rt/state";
import type { PastEvent } from "./past";

const lookBack = 200;

/** The last events before the page was opened, asked for once; from then on the socket tells. */
export function usePast(rooms: ReadonlyMap<string, RoomState>): Map<string, readonly PastEvent[]> {
  const seen = [...rooms].filter(([, room]) => room.meeting && !room.end);
  const pages = useQueries({
    queries: seen.map(([id, room]) => ({
      queryKey: ["past", id, room.baseSeq],
      queryFn: () => readRecord(id, Math.max(0, room.baseSeq - lookBack), lookBack),
      staleTime: Number.POSITIVE_INFINITY,
      retry: false,
    })),
  });
  return new Map(
    seen.map(([id, room], index) => {
      const before = pages[index]?.data?.items.filter((event) => event.seq <= room.baseSeq) ?? [];
      return [id, [...before, ...room.history]];
    }),
  );
}
