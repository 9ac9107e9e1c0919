import { useTranslation } from "react-i18next";
import { inPrecedence } from "@/shared/rt/kinds";
import type { Phase } from "@/shared/rt/wire";

const minutesOf = (phase: Phase) => Math.round((phase.timebox_ms ?? 0) / 60_000);

/** The plan of a meeting: each phase with its minutes, drawn in proportion. */
export function PhasePreview({ phases }: { phases: readonly Phase[] }) {
  const { t } = useTranslation();
  const total = phases.reduce((sum, phase) => sum + minutesOf(phase), 0);
  return (
    <div className="flex flex-col gap-3">
      <ol className="flex flex-col gap-3">
        {phases.map((phase, index) => (
          <li key={phase.key} className="flex items-start gap-3">
            <span
              aria-hidden="true"
              className="grid size-6 shrink-0 place-items-center rounded-full bg-brand-soft text-xs font-semibold text-on-brand-soft tabular-nums"
            >
              {index + 1}
            </span>
            <div className="min-w-0 flex-1">
              <p className="flex items-baseline justify-between gap-2 text-sm">
                <span className="font-semibold">{phase.title}</span>
                <span className="text-muted tabular-nums">
                  {phase.timebox_ms === null ? t("untimed") : t("minutes", { count: minutesOf(phase) })}
                </span>
              </p>
              <p className="text-xs text-muted">
                {inPrecedence(phase.rules.floor_kinds)
                  .map((kind) => t(`kind.${kind}`))
                  .join(" · ")}
              </p>
              {total > 0 && (
                <svg className="mt-1.5 h-1 w-full rounded-full" aria-hidden="true">
                  <rect width="100%" height="4" rx="2" className="fill-line" />
                  <rect
                    width={`${(100 * minutesOf(phase)) / total}%`}
                    height="4"
                    rx="2"
                    className="fill-brand"
                  />
                </svg>
              )}
            </div>
          </li>
        ))}
      </ol>
      <p className="border-t border-line pt-3 text-sm font-semibold">
        {total > 0 ? t("phases.total", { minutes: total }) : t("phases.open")}
      </p>
    </div>
  );
}
