import { Check } from "lucide-react";
import { useTranslation } from "react-i18next";
import { cx } from "@/shared/lib/cx";
import { useRoom } from "@/shared/rt/hooks";
import { currentPlan, meetingOf } from "../model";
import { ExtendPhase } from "./ExtendPhase";
import { PhaseControls } from "./PhaseControls";
import { PhaseNote } from "./PhaseNote";
import { Ready } from "./Ready";
import { Timebox } from "./Timebox";

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

function ShortForm() {
  const { t } = useTranslation("room");
  const plan = useRoom(currentPlan);
  const index = useRoom((state) => meetingOf(state).phase?.index ?? 0);
  const count = useRoom((state) => meetingOf(state).phases.length);
  const isScheduled = useRoom((state) => meetingOf(state).status === "scheduled");
  return (
    <p data-testid="phase" className="min-w-0 truncate text-sm lg:hidden">
      {plan ? (
        <>
          <span className="sr-only">{t("phase.of", { index: index + 1, count })} </span>
          <span aria-hidden="true" className="text-muted tabular-nums">
            {index + 1}/{count}{" "}
          </span>
          <strong className="font-semibold">{plan.title}</strong>
        </>
      ) : (
        isScheduled && <span className="text-muted">{t("phase.planned", { count })}</span>
      )}
    </p>
  );
}

/** Which phase, how many, how long: a stepper where there is room, one line where there is not. */
export function PhaseBar({ onAgenda }: { onAgenda: () => void }) {
  const { t } = useTranslation("room");
  return (
    <nav aria-label={t("phase.label")} className="min-w-0 border-t border-line px-4">
      <div className="flex min-h-11 min-w-0 items-center gap-x-2 py-1 sm:gap-x-3">
        <Steps />
        <ShortForm />
        <Timebox />
        <ExtendPhase />
        <div className="ms-auto flex shrink-0 items-center gap-2 sm:gap-3">
          <Ready />
          <PhaseControls />
        </div>
      </div>
      <PhaseNote onAgenda={onAgenda} />
    </nav>
  );
}
