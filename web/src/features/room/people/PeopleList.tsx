import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import type { ParticipantView } from "@/shared/rt/wire";
import { scrollable } from "@/shared/ui/scrollable";
import { PersonRow } from "./PersonRow";

const VirtualPeople = lazy(() => import("./VirtualPeople"));

/** Below this a plain list is quick enough, and simpler for assistive technology. */
const virtualFrom = 100;

export function PeopleList({ people }: { people: readonly ParticipantView[] }) {
  const { t } = useTranslation("room");
  if (people.length >= virtualFrom) {
    return (
      <Suspense>
        <VirtualPeople people={people} />
      </Suspense>
    );
  }
  return (
    <ul
      {...scrollable}
      aria-label={t("people.list")}
      className="min-h-0 flex-1 overflow-y-auto focus-visible:-outline-offset-3"
    >
      {people.map((person) => (
        <li key={person.participant_id}>
          <PersonRow person={person} />
        </li>
      ))}
    </ul>
  );
}
