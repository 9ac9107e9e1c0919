import { Play } from "lucide-react";
import { useTranslation } from "react-i18next";
import { usePending, useRoom } from "@/shared/rt/hooks";
import { Button } from "@/shared/ui/Button";
import { isConnected, may, meetingOf } from "../model";
import { useAct } from "../useAct";

/** The first act of a facilitator. */
export function StartButton() {
  const { t } = useTranslation("room");
  const act = useAct();
  const isWaiting = useRoom((state) => meetingOf(state).status === "scheduled");
  const allowed = useRoom(may("start_meeting"));
  const connected = useRoom(isConnected);
  const pending = usePending("start_meeting");
  if (!isWaiting || !allowed) return null;
  return (
    <Button
      tone="primary"
      pending={pending}
      disabled={!connected}
      onClick={() => act({ type: "start_meeting" })}
    >
      <Play size={16} aria-hidden="true" />
      {t("start")}
    </Button>
  );
}
