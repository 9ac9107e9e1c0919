import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useRoom } from "@/shared/rt/hooks";
import { scrollable } from "@/shared/ui/scrollable";
import { holderOf, meetingOf, presentPeople } from "../model";
import { PhaseRules } from "../phases/PhaseRules";
import { Alone } from "./Alone";
import { Tile } from "./Tile";

const tilesShown = 24;

/** The people as tiles, in a lasting order: only the ring moves, never the people. */
export function Stage() {
  const { t } = useTranslation("room");
  const participants = useRoom((state) => meetingOf(state).participants);
  const holderId = useRoom((state) => holderOf(state)?.participant_id);
  const people = useMemo(() => presentPeople(participants), [participants]);
  const first = people.slice(0, tilesShown);
  const holder = people.find((person) => person.participant_id === holderId);
  // Who speaks has a tile, however many came before.
  const shown = holder && !first.includes(holder) ? [...first.slice(0, -1), holder] : first;
  const others = people.length - shown.length;
  return (
    <section
      {...scrollable}
      aria-label={t("stage")}
      className="min-h-0 overflow-y-auto focus-visible:-outline-offset-3 bg-surface p-3 sm:p-4"
    >
      <PhaseRules />
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(9.5rem,100%),1fr))] gap-3 sm:grid-cols-[repeat(auto-fill,minmax(13rem,1fr))]">
        {shown.map((person) => (
          <Tile key={person.participant_id} person={person} />
        ))}
        {others > 0 && (
          <li className="grid min-h-36 place-items-center rounded-xl border border-dashed border-line p-3 text-sm text-muted">
            {t("people.others", { count: others })}
          </li>
        )}
      </ul>
      {people.length === 1 && <Alone />}
    </section>
  );
}
