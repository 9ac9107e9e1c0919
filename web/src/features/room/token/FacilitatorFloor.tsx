import { CircleStop, Mic } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { keyOf } from "@/shared/a11y/shortcuts";
import { usePending, useRoom } from "@/shared/rt/hooks";
import { Button } from "@/shared/ui/Button";
import { ConfirmDialog } from "@/shared/ui/ConfirmDialog";
import { holderOf, isConnected, isMine, may, queueOf } from "../model";
import { useAct } from "../useAct";
import type { TokenLook } from "./tokenState";

function GrantNext({ connected }: { connected: boolean }) {
  const { t } = useTranslation("room");
  const act = useAct();
  const pending = usePending("grant_floor");
  const allowed = useRoom(may("grant_floor"));
  const someoneWaits = useRoom((state) => queueOf(state).length > 0);
  if (!allowed || !someoneWaits) return null;
  return (
    <Button
      size="lg"
      pending={pending}
      disabled={!connected}
      aria-keyshortcuts={keyOf("grantNext")}
      onClick={() => act({ type: "grant_floor" })}
    >
      {!pending && <Mic size={18} aria-hidden="true" />}
      {t("floor.grantNext")}
    </Button>
  );
}

/** What a facilitator does with the floor itself: give it to the next, or end a turn. */
export function FacilitatorFloor({ look }: { look: TokenLook }) {
  const { t } = useTranslation("room");
  const act = useAct();
  const [ending, setEnding] = useState(false);
  const connected = useRoom(isConnected);
  const holder = useRoom(holderOf);
  const mine = useRoom(isMine);
  const mayRevoke = useRoom(may("revoke_floor"));
  const pending = usePending("revoke_floor");
  if (look === "free") return <GrantNext connected={connected} />;
  if (!holder || mine || !mayRevoke) return null;
  return (
    <>
      <Button size="lg" pending={pending} disabled={!connected} onClick={() => setEnding(true)}>
        {!pending && <CircleStop size={18} aria-hidden="true" />}
        {t("floor.endTurn")}
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
