import { CircleStop, MicOff } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { usePending, useRoom } from "@/shared/rt/hooks";
import { Button } from "@/shared/ui/Button";
import { ConfirmDialog } from "@/shared/ui/ConfirmDialog";
import { holderOf, may, personOf } from "../model";
import { useAct } from "../useAct";
import type { LeadProps } from "./LeadFloor";

/** Takes the floor, with a reason; of somebody without a device: gives it back for them. */
export function EndTurn({ tone, connected }: LeadProps) {
  const { t } = useTranslation("room");
  const act = useAct();
  const [ending, setEnding] = useState(false);
  const holder = useRoom(holderOf);
  const isGuest = useRoom((state) => personOf(holder?.participant_id ?? "")(state)?.guest ?? false);
  const mayRevoke = useRoom(may("revoke_floor"));
  const mayRelease = useRoom(may("release_floor_for"));
  const revoking = usePending("revoke_floor");
  const releasing = usePending("release_floor");
  if (!holder) return null;
  if (isGuest && mayRelease) {
    return (
      <Button
        tone={tone}
        size="lg"
        pending={releasing}
        disabled={!connected}
        onClick={() => act({ type: "release_floor" })}
      >
        {!releasing && <MicOff size={18} aria-hidden="true" />}
        {t("lead.finish")}
      </Button>
    );
  }
  if (!mayRevoke) return null;
  return (
    <>
      <Button
        tone={tone}
        size="lg"
        className="max-sm:px-3"
        pending={revoking}
        disabled={!connected}
        onClick={() => setEnding(true)}
      >
        {!revoking && <CircleStop size={18} aria-hidden="true" />}
        <span className="max-sm:sr-only">{t("floor.endTurn")}</span>
        <span aria-hidden="true" className="sm:hidden">
          {t("lead.endShort")}
        </span>
      </Button>
      {ending && (
        <ConfirmDialog
          title={t("floor.endTurnTitle", { name: holder.display_name })}
          action={t("floor.endTurn")}
          danger
          reasonLabel={t("floor.reason")}
          onConfirm={(reason) => act({ type: "revoke_floor", ...(reason ? { reason } : {}) })}
          onClose={() => setEnding(false)}
        >
          {t("floor.endTurnText")}
        </ConfirmDialog>
      )}
    </>
  );
}
