import { useTranslation } from "react-i18next";
import { fieldError } from "@/shared/api/error-text";
import type { Settings } from "@/shared/rt/wire";
import { Choice } from "@/shared/ui/Choice";
import { SelectField } from "@/shared/ui/TextField";
import { limitChoices, withLimit } from "./settings";

interface SettingsFieldsProps {
  settings: Settings;
  onChange: (settings: Settings) => void;
  error: unknown;
}

export function SettingsFields({ settings, onChange, error }: SettingsFieldsProps) {
  const { t } = useTranslation();
  const limitLabel = (ms: number) =>
    ms % 60_000 === 0
      ? t("settings.minutes", { count: ms / 60_000 })
      : t("settings.seconds", { count: ms / 1000 });
  return (
    <>
      <Choice
        legend={t("settings.granting")}
        name="granting"
        columns="sm:grid-cols-2"
        value={settings.granting}
        onChange={(granting) => onChange({ ...settings, granting })}
        options={[
          { value: "automatic", label: t("settings.automatic"), detail: t("settings.automaticDetail") },
          { value: "chaired", label: t("settings.chaired"), detail: t("settings.chairedDetail") },
        ]}
      />
      <SelectField
        label={t("settings.turnLimit")}
        error={fieldError(error, "settings.turn_limit_ms")}
        value={String(settings.turn_limit_ms ?? "")}
        onChange={(event) => onChange(withLimit(settings, Number(event.target.value) || null))}
        options={[
          ...limitChoices(settings.turn_limit_ms).map((ms) => ({ value: String(ms), label: limitLabel(ms) })),
          { value: "", label: t("settings.noLimit") },
        ]}
      />
      {settings.turn_limit_ms !== null && (
        <Choice
          legend={t("settings.overtime")}
          name="overtime"
          columns="sm:grid-cols-2"
          value={settings.overtime}
          onChange={(overtime) => onChange({ ...settings, overtime })}
          options={[
            { value: "notify", label: t("settings.notify"), detail: t("settings.notifyDetail") },
            { value: "revoke", label: t("settings.revoke"), detail: t("settings.revokeDetail") },
          ]}
        />
      )}
    </>
  );
}
