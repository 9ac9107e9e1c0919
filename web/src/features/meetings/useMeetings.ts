import { useInfiniteQuery } from "@tanstack/react-query";
import { listMeetings } from "@/shared/api/meetings";
import type { MeetingStatus } from "@/shared/rt/wire";

export function useMeetings(status: MeetingStatus) {
  const query = useInfiniteQuery({
    queryKey: ["meetings", status],
    queryFn: ({ pageParam }) => listMeetings(status, pageParam),
    initialPageParam: 1,
    getNextPageParam: (last) => (last.page * last.per_page < last.total ? last.page + 1 : undefined),
    refetchInterval: status === "closed" ? false : 15_000,
  });
  return { ...query, meetings: query.data?.pages.flatMap((page) => page.items) ?? [] };
}
