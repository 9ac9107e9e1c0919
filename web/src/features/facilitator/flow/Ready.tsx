import { CircleCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import { currentPlan, meetingOf } from "@/features/room";
import { useRoom } from "@/shared/rt/hooks";
import { readyCount } from "../model";

/** How many say that they are ready for the next phase. */
export function Ready() {
  const { t } = useTranslation("facilitator");
  const ready = useRoom((state) => readyCount(state).ready);
  const all = useRoom((state) => readyCount(state).all);
  const isLive = useRoom((state) => meetingOf(state).status === "live");
  const byItself = useRoom((state) => currentPlan(state)?.rules.auto_advance ?? false);
  if (!isLive) return null;
  return (
    <div className="rounded-lg bg-surface px-3 py-2 text-sm">
      <p className="flex items-center gap-2">
        <CircleCheck
          size={16}
          aria-hidden="true"
          className={ready > 0 && ready === all ? "text-turn" : "text-muted"}
        />
        {t("flow.ready", { ready, count: all })}
      </p>
      {byItself && <p className="mt-1 text-xs text-muted">{t("flow.auto")}</p>}
    </div>
  );
}
