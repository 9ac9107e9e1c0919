import { ChevronLeft, ChevronRight, TimerReset } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { holderOf, isConnected, may, meetingOf, useAct } from "@/features/room";
import { usePending, useRoom } from "@/shared/rt/hooks";
import { Button } from "@/shared/ui/Button";
import { ConfirmDialog } from "@/shared/ui/ConfirmDialog";

type Step = "advance_phase" | "go_back_phase";
const fiveMinutes = 300_000;

export function PhaseButtons() {
  const { t } = useTranslation("facilitator");
  const act = useAct();
  const [asked, setAsked] = useState<Step | null>(null);
  const index = useRoom((state) => meetingOf(state).phase?.index);
  const timed = useRoom((state) => meetingOf(state).phase?.ends_at != null);
  const phases = useRoom((state) => meetingOf(state).phases);
  const holder = useRoom(holderOf);
  const connected = useRoom(isConnected);
  const mayAdvance = useRoom(may("advance_phase"));
  const mayGoBack = useRoom(may("go_back_phase"));
  const mayExtend = useRoom(may("extend_phase"));
  const advancing = usePending("advance_phase");
  const goingBack = usePending("go_back_phase");
  const extending = usePending("extend_phase");
  if (index === undefined) return null;
  const before = phases[index - 1];
  const after = phases[index + 1];
  const go = (step: Step) => (holder ? setAsked(step) : act({ type: step }));
  const target = asked === "advance_phase" ? after : before;
  return (
    <div className="grid grid-cols-2 gap-2">
      {mayGoBack && (
        <Button pending={goingBack} disabled={!connected || !before} onClick={() => go("go_back_phase")}>
          <ChevronLeft size={16} aria-hidden="true" className="rtl:-scale-x-100" />
          {t("flow.back")}
        </Button>
      )}
      {mayAdvance && (
        <Button pending={advancing} disabled={!connected || !after} onClick={() => go("advance_phase")}>
          {t("flow.next")}
          <ChevronRight size={16} aria-hidden="true" className="rtl:-scale-x-100" />
        </Button>
      )}
      {mayExtend && timed && (
        <Button
          tone="ghost"
          className="col-span-2"
          pending={extending}
          disabled={!connected}
          onClick={() => act({ type: "extend_phase", by_ms: fiveMinutes })}
        >
          <TimerReset size={16} aria-hidden="true" />
          {t("flow.extend")}
        </Button>
      )}
      {asked && target && holder && (
        <ConfirmDialog
          title={t("flow.heldTitle")}
          action={t(asked === "advance_phase" ? "flow.confirmNext" : "flow.confirmBack")}
          onConfirm={() => act({ type: asked })}
          onClose={() => setAsked(null)}
        >
          {t("flow.heldText", { name: holder.display_name, phase: target.title })}
        </ConfirmDialog>
      )}
    </div>
  );
}
