import { useTranslation } from "react-i18next";
import { fieldError } from "@/shared/api/error-text";
import { Choice } from "@/shared/ui/Choice";
import { TextField } from "@/shared/ui/TextField";

interface WhenFieldsProps {
  /** A planned start, or `null` for a meeting that starts when people are there. */
  start: string | null;
  onChange: (start: string | null) => void;
  error: unknown;
}

/** What `<input type="datetime-local">` takes: local time without a zone. */
function localValue(iso: string): string {
  const date = new Date(iso);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function nextFullHour(): string {
  const date = new Date();
  date.setHours(date.getHours() + 1, 0, 0, 0);
  return date.toISOString();
}

export function WhenFields({ start, onChange, error }: WhenFieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <Choice
        legend={t("settings.when")}
        name="when"
        look="segments"
        value={start === null ? "now" : "later"}
        onChange={(when) => onChange(when === "now" ? null : nextFullHour())}
        options={[
          { value: "now", label: t("settings.now") },
          { value: "later", label: t("settings.later") },
        ]}
      />
      {start !== null && (
        <TextField
          label={t("settings.date")}
          type="datetime-local"
          required
          value={localValue(start)}
          error={fieldError(error, "scheduled_start")}
          onChange={(event) => event.target.value && onChange(new Date(event.target.value).toISOString())}
        />
      )}
    </>
  );
}
