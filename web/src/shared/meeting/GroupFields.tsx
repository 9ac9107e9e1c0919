import { Plus, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { fieldError } from "@/shared/api/error-text";
import type { Group } from "@/shared/rt/wire";
import { Button } from "@/shared/ui/Button";
import { controlClass } from "@/shared/ui/Field";
import { IconButton } from "@/shared/ui/IconButton";
import type { SettingsFieldsProps } from "./SettingsFields";
import { keyOfTitle } from "./settings";

const groupsMost = 50;

/** Groups that share speaking time: parties, teams, sides. People are put into them in the meeting. */
export function GroupFields({ settings, onChange, error }: SettingsFieldsProps) {
  const { t } = useTranslation();
  const { groups } = settings;
  const set = (next: Group[]) => onChange({ ...settings, groups: next });
  const change = (index: number, part: Partial<Group>) =>
    set(groups.map((group, at) => (at === index ? { ...group, ...part } : group)));
  const add = () => {
    const taken = groups.map((group) => group.key);
    set([...groups, { key: keyOfTitle(`group ${groups.length + 1}`, taken), title: "", budget_ms: null }]);
  };
  const problem =
    fieldError(error, "settings.groups.title") ?? fieldError(error, "settings.groups.budget_ms");
  return (
    <fieldset className="min-w-0">
      <legend className="text-sm font-semibold">{t("settings.groups")}</legend>
      <p className="mb-2 text-sm text-muted">{t("settings.groupsHint")}</p>
      <ul className="flex flex-col gap-2">
        {groups.map((group, index) => (
          <li key={group.key} className="flex items-center gap-2">
            <input
              aria-label={t("settings.groupName", { number: index + 1 })}
              placeholder={t("settings.groupPlaceholder")}
              required
              maxLength={80}
              value={group.title}
              onChange={(event) => change(index, { title: event.target.value })}
              className={`${controlClass} min-w-0 flex-1`}
            />
            <span className="relative w-28 shrink-0">
              <input
                aria-label={t("settings.groupMinutes", { number: index + 1 })}
                type="number"
                inputMode="numeric"
                min={1}
                max={1440}
                placeholder="–"
                value={group.budget_ms === null ? "" : group.budget_ms / 60_000}
                onChange={(event) =>
                  change(index, { budget_ms: Math.round(Number(event.target.value) * 60_000) || null })
                }
                className={`${controlClass} pe-11`}
              />
              <span
                aria-hidden="true"
                className="pointer-events-none absolute inset-y-0 end-3 grid place-items-center text-sm text-muted"
              >
                {t("settings.min")}
              </span>
            </span>
            <IconButton
              label={t("settings.groupRemove", { number: index + 1 })}
              onPress={() => set(groups.filter((_, at) => at !== index))}
            >
              <Trash2 size={16} aria-hidden="true" />
            </IconButton>
          </li>
        ))}
      </ul>
      {problem && <p className="mt-1 text-sm text-danger-ink">{problem}</p>}
      {groups.length < groupsMost && (
        <Button size="sm" className="mt-2" onClick={add}>
          <Plus size={15} aria-hidden="true" />
          {t("settings.groupAdd")}
        </Button>
      )}
    </fieldset>
  );
}
