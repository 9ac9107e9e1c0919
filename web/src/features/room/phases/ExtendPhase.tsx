import { useTranslation } from "react-i18next";
import { usePending, useRoom } from "@/shared/rt/hooks";
import { Button } from "@/shared/ui/Button";
import { isConnected, may, meetingOf } from "../model";
import { useAct } from "../useAct";

export const extensions = [1, 5] as const;

/** More time for the phase, without any talk about it. */
export function ExtendPhase() {
  const { t } = useTranslation("room");
  const act = useAct();
  const timed = useRoom((state) => meetingOf(state).phase?.ends_at != null);
  const allowed = useRoom(may("extend_phase"));
  const connected = useRoom(isConnected);
  const pending = usePending("extend_phase");
  if (!timed || !allowed) return null;
  return (
    <div className="flex max-sm:hidden">
      {extensions.map((count, index) => (
        <Button
          key={count}
          size="sm"
          className={index === 0 ? "rounded-e-none px-2" : "-ms-px rounded-s-none px-2"}
          disabled={!connected || pending}
          aria-label={t("phase.extend", { count })}
          title={t("phase.extend", { count })}
          onClick={() => act({ type: "extend_phase", by_ms: count * 60_000 })}
        >
          {t("phase.plus", { count })}
        </Button>
      ))}
    </div>
  );
}
