import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { meetingOf } from "@/features/room";
import { readStats } from "@/shared/api/stats";
import { useRoom, useRoomClient } from "@/shared/rt/hooks";

/** The server reads the record for it: not more often than this. */
const apartMs = 2000;

/** What was before this page was opened, asked for anew when a turn has ended. */
export function useStats() {
  const { meetingId } = useRoomClient();
  const turns = useRoom((state) =>
    meetingOf(state).participants.reduce((all, person) => all + person.turns, 0),
  );
  const interrupted = useRoom((state) => meetingOf(state).floor.suspended.length);
  const { data, refetch, dataUpdatedAt } = useQuery({
    queryKey: ["stats", meetingId],
    queryFn: () => readStats(meetingId),
    staleTime: apartMs,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: an ended or interrupted turn is the reason to ask
  useEffect(() => {
    if (dataUpdatedAt === 0) return;
    const wait = Math.max(300, dataUpdatedAt + apartMs - Date.now());
    const timer = setTimeout(() => void refetch(), wait);
    return () => clearTimeout(timer);
  }, [turns, interrupted]);
  return data;
}
