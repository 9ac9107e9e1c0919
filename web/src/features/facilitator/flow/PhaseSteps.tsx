import { Check } from "lucide-react";
import { useTranslation } from "react-i18next";
import { meetingOf } from "@/features/room";
import { clock } from "@/shared/i18n/format";
import { cx } from "@/shared/lib/cx";
import { useRoom, useSecondsSince, useSecondsUntil } from "@/shared/rt/hooks";
import type { Phase } from "@/shared/rt/wire";

/** The plan as steps; the one that runs shows its time. */
export function PhaseSteps() {
  const { t } = useTranslation("facilitator");
  const phases = useRoom((state) => meetingOf(state).phases);
  const current = useRoom((state) => meetingOf(state).phase?.index ?? -1);
  const isClosed = useRoom((state) => meetingOf(state).status === "closed");
  return (
    <ol aria-label={t("flow.steps")} className="flex flex-col">
      {phases.map((phase, index) => {
        const done = isClosed || index < current;
        return (
          <li
            key={phase.key}
            aria-current={index === current ? "step" : undefined}
            className="relative flex gap-3 pb-3 last:pb-0"
          >
            {index < phases.length - 1 && (
              <span
                aria-hidden="true"
                className={cx("absolute start-3 top-6 bottom-0 -ms-px w-0.5", done ? "bg-brand" : "bg-line")}
              />
            )}
            <StepMark done={done} current={index === current} number={index + 1} />
            <div className="min-w-0 flex-1">
              <p className="flex min-h-6 items-center justify-between gap-2 text-sm">
                <span className={cx("truncate", index === current ? "font-semibold" : "text-muted")}>
                  {phase.title}
                  {done && <span className="sr-only"> ({t("flow.done")})</span>}
                </span>
                <PlannedTime phase={phase} />
              </p>
              {index === current && <Timebox />}
            </div>
          </li>
        );
      })}
    </ol>
  );
}

function StepMark({ done, current, number }: { done: boolean; current: boolean; number: number }) {
  return (
    <span
      aria-hidden="true"
      className={cx(
        "z-[1] grid size-6 shrink-0 place-items-center rounded-full text-xs font-semibold tabular-nums",
        current
          ? "bg-brand text-on-brand"
          : done
            ? "bg-brand-soft text-on-brand-soft"
            : "border border-line bg-raised text-muted",
      )}
    >
      {done ? <Check size={13} /> : number}
    </span>
  );
}

function PlannedTime({ phase }: { phase: Phase }) {
  const { t } = useTranslation();
  return (
    <span className="shrink-0 text-xs text-muted tabular-nums">
      {phase.timebox_ms === null
        ? t("untimed")
        : t("minutes", { count: Math.round(phase.timebox_ms / 60_000) })}
    </span>
  );
}

function Timebox() {
  const { t } = useTranslation("facilitator");
  const phase = useRoom((state) => meetingOf(state).phase);
  const left = useSecondsUntil(phase?.ends_at);
  const since = useSecondsSince(phase?.started_at) ?? 0;
  if (!phase) return null;
  const over = left !== null && left < 0;
  const part = left === null ? 0 : over ? 100 : (100 * since) / Math.max(1, since + left);
  return (
    <div className="mt-1">
      {left !== null && (
        <svg aria-hidden="true" className="h-1.5 w-full rounded-full rtl:-scale-x-100">
          <rect width="100%" height="6" rx="3" className="fill-line" />
          <rect width={`${part}%`} height="6" rx="3" className={over ? "fill-danger" : "fill-brand"} />
        </svg>
      )}
      <p
        className={cx(
          "mt-1 flex justify-between text-xs tabular-nums",
          over ? "font-semibold text-danger-ink" : "text-muted",
        )}
      >
        <span>{t("flow.since", { time: clock(since) })}</span>
        {left !== null && (
          <span>{over ? t("flow.over", { time: clock(-left) }) : t("flow.left", { time: clock(left) })}</span>
        )}
      </p>
    </div>
  );
}
