import { ChevronLeft, ChevronRight } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { narrow, useMedia } from "@/shared/lib/useMedia";
import { usePending, useRoom } from "@/shared/rt/hooks";
import { Button } from "@/shared/ui/Button";
import { ConfirmDialog } from "@/shared/ui/ConfirmDialog";
import { holderOf, isConnected, may, meetingOf } from "../model";
import { useAct } from "../useAct";
import { PhaseMenu } from "./PhaseMenu";

type Step = "advance_phase" | "go_back_phase";

/** The facilitator's way through the plan. Asks first when somebody speaks. */
export function PhaseControls() {
  const { t } = useTranslation("room");
  const act = useAct();
  const [asked, setAsked] = useState<Step | null>(null);
  const index = useRoom((state) => meetingOf(state).phase?.index);
  const phases = useRoom((state) => meetingOf(state).phases);
  const holder = useRoom(holderOf);
  const connected = useRoom(isConnected);
  const mayAdvance = useRoom(may("advance_phase"));
  const mayGoBack = useRoom(may("go_back_phase"));
  const advancing = usePending("advance_phase");
  const goingBack = usePending("go_back_phase");
  const isNarrow = useMedia(narrow);
  if (index === undefined) return null;
  const before = phases[index - 1];
  const after = phases[index + 1];
  const go = (step: Step) => (holder ? setAsked(step) : act({ type: step }));
  const target = asked === "advance_phase" ? after : before;
  return (
    <div className="flex shrink-0 gap-1 empty:hidden sm:gap-2">
      {isNarrow && <PhaseMenu onBack={mayGoBack && before ? () => go("go_back_phase") : null} />}
      {!isNarrow && mayGoBack && before && (
        <Button
          size="sm"
          tone="ghost"
          pending={goingBack}
          disabled={!connected}
          onClick={() => go("go_back_phase")}
        >
          <ChevronLeft size={16} aria-hidden="true" className="rtl:-scale-x-100" />
          {t("phase.back")}
        </Button>
      )}
      {mayAdvance && after && (
        <Button size="sm" pending={advancing} disabled={!connected} onClick={() => go("advance_phase")}>
          <span className="max-sm:sr-only">{t("phase.advance")}</span>
          <span aria-hidden="true" className="sm:hidden">
            {t("phase.advanceShort")}
          </span>
          <ChevronRight size={16} aria-hidden="true" className="rtl:-scale-x-100" />
        </Button>
      )}
      {asked && target && holder && (
        <ConfirmDialog
          title={t("phase.heldTitle")}
          action={asked === "advance_phase" ? t("phase.confirmAdvance") : t("phase.confirmBack")}
          onConfirm={() => act({ type: asked })}
          onClose={() => setAsked(null)}
        >
          {t("phase.heldText", { name: holder.display_name, phase: target.title })}
        </ConfirmDialog>
      )}
    </div>
  );
}
