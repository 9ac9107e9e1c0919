import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { readRecord } from "@/shared/api/meetings";
import type { Meeting, RecordLine } from "@/shared/api/types";
import { askersOf, itemsOf, type Names } from "@/shared/record/describe";

const pageSize = 100;

interface NamePayload {
  participant_id?: string;
  display_name?: string;
  created_by?: { participant_id: string; display_name: string };
}

/** The names people had, as the record itself tells them. */
function namesIn(lines: readonly RecordLine[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const { payload } of lines) {
    const { participant_id, display_name, created_by } = (payload ?? {}) as NamePayload;
    if (created_by) names.set(created_by.participant_id, created_by.display_name);
    if (participant_id && display_name) names.set(participant_id, display_name);
  }
  return names;
}

/** The record from its start, a page at a time. */
export function useRecord(meeting: Meeting) {
  const query = useInfiniteQuery({
    queryKey: ["record", meeting.id],
    queryFn: ({ pageParam }) => readRecord(meeting.id, pageParam, pageSize),
    initialPageParam: 0,
    getNextPageParam: (last) => last.next_after,
  });
  const pages = query.data?.pages;
  const { phases, settings } = meeting;
  const shown = useMemo(() => {
    const lines = pages?.flatMap((page) => page.items) ?? [];
    const people = namesIn(lines);
    const askers = askersOf(lines);
    const items = itemsOf(lines);
    const names: Names = {
      person: (id) => people.get(id),
      phases,
      asker: (id) => askers.get(id),
      item: (id) => items.get(id),
      group: (key) => settings.groups.find((group) => group.key === key)?.title,
    };
    return { lines, names };
  }, [pages, phases, settings]);
  return { ...query, ...shown, total: pages?.at(-1)?.head_seq ?? 0 };
}
