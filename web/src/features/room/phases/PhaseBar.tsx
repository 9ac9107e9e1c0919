import { Check, Clock } from "lucide-react";
import { useTranslation } from "react-i18next";
import { clock } from "@/shared/i18n/format";
import { cx } from "@/shared/lib/cx";
import { useRoom, useSecondsUntil } from "@/shared/rt/hooks";
import { currentPlan, meetingOf } from "../model";
import { PhaseControls } from "./PhaseControls";

function Timebox() {
  const { t } = useTranslation("room");
  const endsAt = useRoom((state) => meetingOf(state).phase?.ends_at);
  const running = useRoom((state) => meetingOf(state).phase !== null);
  const left = useSecondsUntil(endsAt);
  if (!running) return null;
  const over = left !== null && left < 0;
  return (
    <p
      className={cx(
        "flex shrink-0 items-center gap-1.5 text-sm whitespace-nowrap tabular-nums",
        over ? "font-semibold text-danger-ink" : "text-muted",
      )}
    >
      <Clock size={15} aria-hidden="true" />
      {left === null
        ? t("phase.openEnd")
        : over
          ? t("phase.over", { time: clock(-left) })
          : t("phase.left", { time: clock(left) })}
    </p>
  );
}

function Steps() {
  const { t } = useTranslation("room");
  const phases = useRoom((state) => meetingOf(state).phases);
  const current = useRoom((state) => meetingOf(state).phase?.index ?? -1);
  return (
    <ol className="hidden min-w-0 items-center gap-1 overflow-x-auto lg:flex">
      {phases.map((phase, index) => (
        <li
          key={phase.key}
          aria-current={index === current ? "step" : undefined}
          className={cx(
            "flex items-center gap-1.5 rounded-full px-3 py-1 text-sm whitespace-nowrap",
            index === current ? "bg-brand-soft font-semibold text-on-brand-soft" : "text-muted",
          )}
        >
          {index < current ? (
            <Check size={14} aria-hidden="true" />
          ) : (
            <span className="text-xs tabular-nums" aria-hidden="true">
              {index + 1}
            </span>
          )}
          {phase.title}
          {index < current && <span className="sr-only"> ({t("phase.done")})</span>}
        </li>
      ))}
    </ol>
  );
}

/** Which phase, how many, how long: a stepper where there is room, one line where there is not. */
export function PhaseBar() {
  const { t } = useTranslation("room");
  const plan = useRoom(currentPlan);
  const index = useRoom((state) => meetingOf(state).phase?.index ?? 0);
  const count = useRoom((state) => meetingOf(state).phases.length);
  return (
    <nav
      aria-label={t("phase.label")}
      className="flex min-h-11 min-w-0 items-center gap-3 border-t border-line px-4 py-1"
    >
      <Steps />
      <p data-testid="phase" className="min-w-0 truncate text-sm lg:hidden">
        <span className="text-muted">{t("phase.of", { index: index + 1, count })}</span>{" "}
        {plan && <strong className="font-semibold">{plan.title}</strong>}
      </p>
      <Timebox />
      <PhaseControls />
    </nav>
  );
}
