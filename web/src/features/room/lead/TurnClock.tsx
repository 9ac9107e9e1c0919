import { Pause, Play } from "lucide-react";
import { useTranslation } from "react-i18next";
import { keyOf } from "@/shared/a11y/shortcuts";
import { narrow, useMedia } from "@/shared/lib/useMedia";
import { usePending, useRoom } from "@/shared/rt/hooks";
import { Button } from "@/shared/ui/Button";
import { holderOf, may } from "../model";
import { useAct } from "../useAct";
import type { LeadProps } from "./LeadFloor";

export const stepMs = 30_000;

/** Longer, shorter, stop and go: the running turn's clock. */
export function TurnClock({ tone, connected }: LeadProps) {
  const { t } = useTranslation("room");
  const act = useAct();
  const limited = useRoom((state) => holderOf(state)?.limit_ms != null);
  const paused = useRoom((state) => holderOf(state)?.pause != null);
  const mayExtend = useRoom(may("extend_turn"));
  const mayPause = useRoom(may("pause_turn"));
  const pausing = usePending("pause_turn");
  const resuming = usePending("resume_turn");
  // On a phone they are in the menu.
  const isNarrow = useMedia(narrow);
  const extends_ = mayExtend && limited && !isNarrow;
  const Icon = paused ? Play : Pause;
  return (
    <div className="flex">
      {extends_ && (
        <>
          <Button
            tone={tone}
            size="lg"
            className="rounded-e-none px-2.5 tabular-nums"
            disabled={!connected}
            aria-label={t("lead.lessTurn")}
            aria-keyshortcuts={keyOf("less")}
            onClick={() => act({ type: "extend_turn", by_ms: -stepMs })}
          >
            {t("lead.less")}
          </Button>
          <Button
            tone={tone}
            size="lg"
            className="-ms-px rounded-none px-2.5 tabular-nums"
            disabled={!connected}
            aria-label={t("lead.moreTurn")}
            aria-keyshortcuts={keyOf("more")}
            onClick={() => act({ type: "extend_turn", by_ms: stepMs })}
          >
            {t("lead.more")}
          </Button>
        </>
      )}
      {mayPause && (
        <Button
          tone={tone}
          size="lg"
          className={extends_ ? "-ms-px rounded-s-none px-3" : "px-3"}
          pending={pausing || resuming}
          disabled={!connected}
          aria-label={paused ? t("lead.resume") : t("lead.pause")}
          title={paused ? t("lead.resume") : t("lead.pause")}
          onClick={() => act({ type: paused ? "resume_turn" : "pause_turn" })}
        >
          {!pausing && !resuming && <Icon size={18} aria-hidden="true" />}
        </Button>
      )}
    </div>
  );
}
