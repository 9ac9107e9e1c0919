import { Mic } from "lucide-react";
import { useTranslation } from "react-i18next";
import { keyOf } from "@/shared/a11y/shortcuts";
import { usePending, useRoom } from "@/shared/rt/hooks";
import { Button } from "@/shared/ui/Button";
import { may, queueOf } from "../model";
import { useAct } from "../useAct";
import type { LeadProps } from "./LeadFloor";

export function GrantNext({ connected }: LeadProps) {
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
