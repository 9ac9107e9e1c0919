import { useState } from "react";
import { useTranslation } from "react-i18next";
import { holderOf, isChaired, useAct } from "@/features/room";
import { useRoom } from "@/shared/rt/hooks";
import { ConfirmDialog } from "@/shared/ui/ConfirmDialog";

interface EndTurnDialogProps {
  /** Gives the floor to the next as well. */
  thenNext?: boolean;
  onClose: () => void;
}

export default function EndTurnDialog({ thenNext = false, onClose }: EndTurnDialogProps) {
  const { t } = useTranslation("facilitator");
  const act = useAct();
  const holder = useRoom(holderOf);
  const chaired = useRoom(isChaired);
  // The name of the turn that was meant, also when it ends while the question stands.
  const [meant] = useState(holder);
  const end = (reason: string | null) => {
    if (holder?.grant_no !== meant?.grant_no) return;
    act({ type: "revoke_floor", ...(reason ? { reason } : {}) });
    // Otherwise the floor finds the next by itself.
    if (thenNext && chaired) act({ type: "grant_floor" });
  };
  return (
    <ConfirmDialog
      title={t("endTurn.title", { name: meant?.display_name ?? "" })}
      action={thenNext ? t("endTurn.thenNext") : t("endTurn.action")}
      danger
      reasonLabel={t("endTurn.reason")}
      onConfirm={end}
      onClose={onClose}
    >
      {t("endTurn.text")}
    </ConfirmDialog>
  );
}
