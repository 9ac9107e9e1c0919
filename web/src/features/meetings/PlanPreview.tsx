import { useTranslation } from "react-i18next";
import type { Template } from "@/shared/api/types";
import { clock } from "@/shared/i18n/format";
import { PhasePreview } from "@/shared/meeting/PhasePreview";
import { agendaOf, type Draft } from "./draft";

/** What the meeting will be like, while it is being put together. */
export function PlanPreview({ draft, template }: { draft: Draft; template: Template | undefined }) {
  const { t } = useTranslation("meetings");
  const { t: common } = useTranslation();
  const { settings } = draft;
  const agenda = agendaOf(draft.agenda);
  const planned = agenda.reduce((sum, item) => sum + (item.planned_ms ?? 0), 0) / 60_000;
  const rules = [
    [t("plan.floor"), common(`settings.${settings.granting}`)],
    [t("plan.order"), common(`order.${settings.queue_order}`)],
    [
      t("plan.turn"),
      settings.turn_limit_ms === null ? common("settings.noLimit") : clock(settings.turn_limit_ms / 1000),
    ],
    ...(settings.groups.length > 0 ? [[t("plan.groups"), String(settings.groups.length)]] : []),
    ...(agenda.length > 0
      ? [
          [
            t("plan.agenda"),
            planned > 0
              ? t("plan.itemsTimed", { count: agenda.length, minutes: Math.round(planned) })
              : t("plan.items", { count: agenda.length }),
          ],
        ]
      : []),
  ];
  return (
    <aside
      aria-label={t("create.plan")}
      className="rounded-xl border border-line bg-raised p-5 lg:sticky lg:top-10"
    >
      <h2 className="mb-4 text-sm font-semibold text-muted">{t("create.plan")}</h2>
      {template && <PhasePreview phases={template.phases} />}
      <dl className="mt-4 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5 border-t border-line pt-4 text-sm">
        {rules.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="text-end">{value}</dd>
          </div>
        ))}
      </dl>
    </aside>
  );
}
