import { ChevronRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import { fieldError } from "@/shared/api/error-text";
import type { Settings } from "@/shared/rt/wire";
import { Choice } from "@/shared/ui/Choice";
import { AdvancedFields } from "./AdvancedFields";
import { GroupFields } from "./GroupFields";
import { queueOrders, withLimit } from "./settings";
import { TimeSelect } from "./TimeSelect";

export interface SettingsFieldsProps {
  settings: Settings;
  onChange: (settings: Settings) => void;
  error: unknown;
}

const limits = [30_000, 60_000, 120_000, 180_000, 300_000, 600_000];
const warnings = [0, 10_000, 15_000, 30_000, 60_000];
const graces = [0, 10_000, 15_000, 30_000, 60_000];

/** How people get the floor and for how long. What few meetings need is folded away. */
export function SettingsFields(props: SettingsFieldsProps) {
  const { settings, onChange, error } = props;
  const { t } = useTranslation();
  const set = (change: Partial<Settings>) => onChange({ ...settings, ...change });
  return (
    <>
      <Choice
        legend={t("settings.granting")}
        name="granting"
        columns="sm:grid-cols-2"
        value={settings.granting}
        onChange={(granting) => set({ granting })}
        options={[
          { value: "automatic", label: t("settings.automatic"), detail: t("settings.automaticDetail") },
          { value: "chaired", label: t("settings.chaired"), detail: t("settings.chairedDetail") },
        ]}
      />
      <Choice
        legend={t("order.label")}
        name="queue_order"
        columns="sm:grid-cols-2"
        value={settings.queue_order}
        onChange={(queue_order) => set({ queue_order })}
        options={queueOrders.map((value) => ({
          value,
          label: t(`order.${value}`),
          detail: t(`order.${value}Detail`),
        }))}
      />
      <div className="grid gap-4 sm:grid-cols-3">
        <TimeSelect
          label={t("settings.turnLimit")}
          error={fieldError(error, "settings.turn_limit_ms")}
          value={settings.turn_limit_ms}
          choices={limits}
          none={t("settings.noLimit")}
          onChange={(limit) => onChange(withLimit(settings, limit))}
        />
        {settings.turn_limit_ms !== null && (
          <>
            <TimeSelect
              label={t("settings.warning")}
              error={fieldError(error, "settings.warning_ms")}
              value={settings.warning_ms}
              choices={warnings}
              onChange={(warning_ms) => set({ warning_ms: warning_ms ?? 0 })}
            />
            <TimeSelect
              label={t("settings.grace")}
              error={fieldError(error, "settings.grace_ms")}
              value={settings.grace_ms}
              choices={graces}
              onChange={(grace_ms) => set({ grace_ms: grace_ms ?? 0 })}
            />
          </>
        )}
      </div>
      {settings.turn_limit_ms !== null && (
        <Choice
          legend={t("settings.overtime")}
          name="overtime"
          columns="sm:grid-cols-2"
          value={settings.overtime}
          onChange={(overtime) => set({ overtime })}
          options={[
            { value: "notify", label: t("settings.notify"), detail: t("settings.notifyDetail") },
            { value: "revoke", label: t("settings.revoke"), detail: t("settings.revokeDetail") },
          ]}
        />
      )}
      <details className="group rounded-xl border border-line">
        <summary className="flex min-h-11 cursor-pointer list-none items-center gap-2 rounded-xl px-4 text-sm font-semibold hover:bg-hover">
          <ChevronRight
            size={16}
            aria-hidden="true"
            className="transition-transform group-open:rotate-90 rtl:-scale-x-100"
          />
          {t("settings.advanced")}
          <span className="font-normal text-muted max-sm:hidden">{t("settings.advancedHint")}</span>
        </summary>
        <div className="flex flex-col gap-6 border-t border-line p-4">
          <AdvancedFields {...props} />
          <GroupFields {...props} />
        </div>
      </details>
    </>
  );
}
