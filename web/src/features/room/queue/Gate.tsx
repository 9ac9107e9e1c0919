import { Lock } from "lucide-react";
import { useTranslation } from "react-i18next";
import { usePending, useRoom } from "@/shared/rt/hooks";
import { Button } from "@/shared/ui/Button";
import { isConnected, may, meetingOf } from "../model";
import { useAct } from "../useAct";

/** Says when the queue does not let everybody in; an open one needs no words. */
export function Gate() {
  const { t } = useTranslation("room");
  const act = useAct();
  const admission = useRoom((state) => meetingOf(state).floor.admission);
  const over = useRoom((state) => meetingOf(state).status === "closed");
  const mayOpen = useRoom(may("open_queue"));
  const connected = useRoom(isConnected);
  const opening = usePending("open_queue");
  if (admission === "open" || over) return null;
  return (
    <div className="flex min-h-10 items-center justify-between gap-2 border-b border-line bg-warn px-4 py-1 text-on-warn">
      <p className="flex items-center gap-2 text-sm font-semibold">
        <Lock size={15} aria-hidden="true" />
        {t(`queue.gate_${admission}`)}
      </p>
      {mayOpen && (
        <Button size="sm" pending={opening} disabled={!connected} onClick={() => act({ type: "open_queue" })}>
          {t("queue.openIt")}
        </Button>
      )}
    </div>
  );
}
