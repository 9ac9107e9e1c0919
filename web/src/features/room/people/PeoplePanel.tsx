import { Search } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRoom } from "@/shared/rt/hooks";
import { controlClass } from "@/shared/ui/Field";
import { meetingOf } from "../model";
import { PeopleList } from "./PeopleList";

/** Everyone who is or was in the meeting; those who left stand at the end. */
export function PeoplePanel() {
  const { t } = useTranslation("room");
  const [search, setSearch] = useState("");
  const people = useRoom((state) => meetingOf(state).participants);
  const shown = useMemo(() => {
    const wanted = search.trim().toLocaleLowerCase();
    const found = wanted
      ? people.filter((person) => person.display_name.toLocaleLowerCase().includes(wanted))
      : people;
    const isHere = (standing: string) => standing === "present";
    return [
      ...found.filter((person) => isHere(person.standing)),
      ...found.filter((person) => !isHere(person.standing)),
    ];
  }, [people, search]);
  return (
    <>
      <div className="relative border-b border-line p-3">
        <Search
          size={16}
          aria-hidden="true"
          className="pointer-events-none absolute inset-y-0 start-6 my-auto text-muted"
        />
        <input
          type="search"
          aria-label={t("people.search")}
          placeholder={t("people.search")}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          className={`${controlClass} min-h-9 ps-9`}
        />
      </div>
      {shown.length === 0 ? (
        <p className="p-4 text-sm text-muted">{t("people.none")}</p>
      ) : (
        <PeopleList people={shown} />
      )}
    </>
  );
}
