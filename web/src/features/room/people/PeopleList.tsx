import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import type { ParticipantView } from "@/shared/rt/wire";
import { PersonRow } from "./PersonRow";

const rowHeight = 60;
/** Below this a plain list is quick enough, and simpler for assistive technology. */
const virtualFrom = 100;

function VirtualPeople({ people }: { people: readonly ParticipantView[] }) {
  const { t } = useTranslation("room");
  const box = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: people.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => people[index]?.participant_id ?? index,
    overscan: 8,
  });
  return (
    <div ref={box} className="min-h-0 flex-1 overflow-y-auto">
      <ul aria-label={t("people.list")} className="relative" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((row) => {
          const person = people[row.index];
          return (
            person && (
              <li
                key={row.key}
                aria-setsize={people.length}
                aria-posinset={row.index + 1}
                className="absolute inset-x-0"
                style={{ transform: `translateY(${row.start}px)`, height: rowHeight }}
              >
                <PersonRow person={person} />
              </li>
            )
          );
        })}
      </ul>
    </div>
  );
}

export function PeopleList({ people }: { people: readonly ParticipantView[] }) {
  const { t } = useTranslation("room");
  if (people.length >= virtualFrom) return <VirtualPeople people={people} />;
  return (
    <ul aria-label={t("people.list")} className="min-h-0 flex-1 overflow-y-auto">
      {people.map((person) => (
        <li key={person.participant_id}>
          <PersonRow person={person} />
        </li>
      ))}
    </ul>
  );
}
