import { useTranslation } from "react-i18next";
import { SelectField } from "@/shared/ui/TextField";
import { timeChoices } from "./settings";

interface TimeSelectProps {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  value: number | null;
  choices: readonly number[];
  /** The words for no time at all; left out when there always is one. */
  none?: string;
  onChange: (value: number | null) => void;
}

/** A time of a few usual ones, and the one that is set even if it is an unusual one. */
export function TimeSelect({ label, hint, error, value, choices, none, onChange }: TimeSelectProps) {
  const words = useTimeWords();
  return (
    <SelectField
      label={label}
      hint={hint}
      error={error}
      value={value === null ? "" : String(value)}
      onChange={(event) => onChange(event.target.value === "" ? null : Number(event.target.value))}
      options={[
        ...(none === undefined ? [] : [{ value: "", label: none }]),
        ...timeChoices(choices, value).map((ms) => ({ value: String(ms), label: words(ms) })),
      ]}
    />
  );
}

function useTimeWords() {
  const { t } = useTranslation();
  return (ms: number) => {
    if (ms === 0) return t("settings.notAtAll");
    return ms % 60_000 === 0
      ? t("settings.minutes", { count: ms / 60_000 })
      : t("settings.seconds", { count: ms / 1000 });
  };
}
