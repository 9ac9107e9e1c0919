import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { readRecord } from "@/shared/api/meetings";
import { askersOf, itemsOf, type Names, type RecordedEvent } from "@/shared/record/describe";
import { useRoom, useRoomClient } from "@/shared/rt/hooks";
import { meetingOf, queueOf } from "../model";

const earlierShown = 100;
/** The panel is for what has just happened; the record has everything. */
const shown = 200;

/** The live events, and before them the last ones from the record. */
export function useActivity(): { events: RecordedEvent[]; names: Names } {
  const { meetingId } = useRoomClient();
  const history = useRoom((state) => state.history);
  const until = useRoom((state) => state.baseSeq);
  const people = useRoom((state) => meetingOf(state).participants);
  const phases = useRoom((state) => meetingOf(state).phases);
  const queue = useRoom(queueOf);
  const agenda = useRoom((state) => meetingOf(state).agenda.items);
  const groups = useRoom((state) => meetingOf(state).settings.groups);
  const { data } = useQuery({
    queryKey: ["earlier", meetingId, until],
    queryFn: () => readRecord(meetingId, Math.max(0, until - earlierShown), earlierShown),
    staleTime: Number.POSITIVE_INFINITY,
    enabled: until > 0,
  });
  return useMemo(() => {
    const earlier: RecordedEvent[] = (data?.items ?? []).filter((event) => event.seq <= until);
    const all = [...earlier, ...history];
    const askers = askersOf(all);
    for (const request of queue) askers.set(request.request_id, request.participant_id);
    const byId = new Map(people.map((person) => [person.participant_id, person.display_name]));
    const titles = itemsOf(all);
    for (const item of agenda) titles.set(item.item_id, item.title);
    const names: Names = {
      person: (id) => byId.get(id),
      phases,
      asker: (id) => askers.get(id),
      item: (id) => titles.get(id),
      group: (key) => groups.find((group) => group.key === key)?.title,
    };
    return { events: all.slice(-shown).toReversed(), names };
  }, [data, until, history, queue, people, phases, agenda, groups]);
}
