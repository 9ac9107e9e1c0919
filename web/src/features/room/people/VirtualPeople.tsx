import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import type { ParticipantView } from "@/shared/rt/wire";
import { scrollable } from "@/shared/ui/scrollable";
import { PersonRow } from "./PersonRow";

const rowHeight = 60;

/** A long list, of which only what is seen is in the page. */
export default function VirtualPeople({ people }: { people: readonly ParticipantView[] }) {
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
    <div ref={box} {...scrollable} className="min-h-0 flex-1 overflow-y-auto focus-visible:-outline-offset-3">
      <ul aria-label={t("people.list")} className="relative" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((row) => {
          const person = people[row.index];
          return (
            person && (
              <li
                key={row.key}
                ref={rows.measureElement}
                data-index={row.index}
                aria-setsize={people.length}
                aria-posinset={row.index + 1}
                className="absolute inset-x-0"
                style={{ transform: `translateY(${row.start}px)` }}
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
