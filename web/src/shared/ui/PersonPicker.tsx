import { useId, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ParticipantView } from "@/shared/rt/wire";
import { Avatar } from "./Avatar";
import { TextField } from "./TextField";

const shown = 40;
const searchFrom = 8;

interface PersonPickerProps {
  legend: string;
  people: readonly ParticipantView[];
  value: string | null;
  onChange: (id: string) => void;
  /** A word about somebody, such as a place in the queue. */
  about?: (person: ParticipantView) => string;
}

/** One of the people. Of very many, those whose name is being typed. */
export function PersonPicker({ legend, people, value, onChange, about }: PersonPickerProps) {
  const { t } = useTranslation();
  const name = useId();
  const [search, setSearch] = useState("");
  const found = useMemo(() => {
    const wanted = search.trim().toLocaleLowerCase();
    return people.filter((person) => person.display_name.toLocaleLowerCase().includes(wanted));
  }, [people, search]);
  return (
    <div className="flex flex-col gap-3">
      {people.length >= searchFrom && (
        <TextField
          label={t("picker.search")}
          type="search"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      )}
      <fieldset className="min-w-0">
        <legend className="mb-1.5 text-sm font-semibold">{legend}</legend>
        <div className="max-h-64 overflow-y-auto rounded-xl border border-line bg-raised p-1">
          {found.slice(0, shown).map((person) => (
            <label
              key={person.participant_id}
              className="relative flex min-h-11 cursor-pointer items-center gap-3 rounded-lg px-2.5 py-1 text-sm hover:bg-hover has-checked:bg-brand-soft has-checked:text-on-brand-soft has-focus-visible:outline-3 has-focus-visible:-outline-offset-3 has-focus-visible:outline-focus"
            >
              <input
                type="radio"
                name={name}
                value={person.participant_id}
                checked={person.participant_id === value}
                onChange={() => onChange(person.participant_id)}
                className="absolute size-px opacity-0"
              />
              <Avatar id={person.participant_id} name={person.display_name} />
              <bdi className="min-w-0 flex-1 truncate font-semibold">{person.display_name}</bdi>
              {about && <span className="text-xs opacity-85 tabular-nums">{about(person)}</span>}
            </label>
          ))}
          {found.length === 0 && <p className="p-3 text-sm text-muted">{t("picker.none")}</p>}
          {found.length > shown && (
            <p className="p-3 text-xs text-muted">{t("picker.more", { count: found.length - shown })}</p>
          )}
        </div>
      </fieldset>
    </div>
  );
}
