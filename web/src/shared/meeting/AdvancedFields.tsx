import { useTranslation } from "react-i18next";
import { fieldError } from "@/shared/api/error-text";
import type { Settings } from "@/shared/rt/wire";
import { Choice } from "@/shared/ui/Choice";
import { SelectField, TextField } from "@/shared/ui/TextField";
import type { SettingsFieldsProps } from "./SettingsFields";
import { allKinds, withKindLimit } from "./settings";
import { TimeSelect } from "./TimeSelect";

const limits = [30_000, 60_000, 120_000, 180_000, 300_000, 600_000];
const holds = [0, 15_000, 30_000, 60_000, 120_000, 300_000];

/** What a few meetings need: interruptions, limits by kind, protected places, lost connections. */
export function AdvancedFields({ settings, onChange, error }: SettingsFieldsProps) {
  const { t } = useTranslation();
  const set = (change: Partial<Settings>) => onChange({ ...settings, ...change });
  return (
    <>
      <Choice
        legend={t("settings.interposing")}
        name="interposing"
        columns="sm:grid-cols-2"
        value={settings.interposing}
        onChange={(interposing) => set({ interposing })}
        options={[
          {
            value: "chaired",
            label: t("settings.interposeChaired"),
            detail: t("settings.interposeChairedDetail"),
          },
          {
            value: "automatic",
            label: t("settings.interposeAutomatic"),
            detail: t("settings.interposeAutomaticDetail"),
          },
        ]}
      />
      <fieldset className="min-w-0">
        <legend className="mb-1.5 text-sm font-semibold">{t("settings.kindLimits")}</legend>
        <div className="grid gap-4 sm:grid-cols-2">
          {allKinds.map((kind) => (
            <TimeSelect
              key={kind}
              label={t(`kind.${kind}`)}
              error={fieldError(error, "settings.turn_limits")}
              value={settings.turn_limits[kind] ?? null}
              choices={limits}
              none={t("settings.asUsual")}
              onChange={(limit) => onChange(withKindLimit(settings, kind, limit))}
            />
          ))}
        </div>
      </fieldset>
      <div className="grid gap-4 sm:grid-cols-3">
        <SelectField
          label={t("settings.protected")}
          hint={t("settings.protectedHint")}
          error={fieldError(error, "settings.protected_positions")}
          value={String(settings.protected_positions)}
          onChange={(event) => set({ protected_positions: Number(event.target.value) })}
          options={Array.from({ length: 11 }, (_, count) => ({
            value: String(count),
            label: count === 0 ? t("settings.noPlaces") : t("settings.places", { count }),
          }))}
        />
        <TimeSelect
          label={t("settings.hold")}
          hint={t("settings.holdHint")}
          error={fieldError(error, "settings.hold_ms")}
          value={settings.hold_ms}
          choices={holds}
          onChange={(hold_ms) => set({ hold_ms: hold_ms ?? 0 })}
        />
        <TextField
          label={t("settings.queueLimit")}
          hint={t("settings.queueLimitHint")}
          error={fieldError(error, "settings.queue_limit")}
          type="number"
          inputMode="numeric"
          required
          min={1}
          max={500}
          value={settings.queue_limit || ""}
          onChange={(event) => set({ queue_limit: Number(event.target.value) })}
        />
      </div>
    </>
  );
}
