import { Check, CheckCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import { usePending, useRoom } from "@/shared/rt/hooks";
import type { RoomState } from "@/shared/rt/state";
import { Button } from "@/shared/ui/Button";
import { isConnected, isLive, may, meetingOf, myId, personOf } from "../model";
import { useAct } from "../useAct";

/** Those who can say that they are ready: participants with a device of their own. */
const counted = (state: RoomState) =>
  meetingOf(state).participants.filter(
    (person) => person.standing === "present" && person.role === "participant" && !person.guest,
  );

/** "I am ready" for those who take part; for those who lead, how many are. */
export function Ready() {
  const { t } = useTranslation("room");
  const act = useAct();
  const live = useRoom(isLive);
  const allowed = useRoom(may("set_ready"));
  const leading = useRoom(may("advance_phase"));
  const ready = useRoom((state) => personOf(myId(state))(state)?.ready ?? false);
  const readyCount = useRoom((state) => counted(state).filter((person) => person.ready).length);
  const total = useRoom((state) => counted(state).length);
  const connected = useRoom(isConnected);
  const pending = usePending("set_ready");
  if (!live) return null;
  if (leading) {
    if (total === 0) return null;
    return (
      <p data-testid="ready-count" className="flex items-center gap-1.5 text-sm whitespace-nowrap text-muted">
        <CheckCheck size={15} aria-hidden="true" className={readyCount === total ? "text-turn" : ""} />
        <span className="max-sm:sr-only">{t("ready.count", { ready: readyCount, total })}</span>
        <span aria-hidden="true" className="tabular-nums sm:hidden">
          {t("ready.short", { ready: readyCount, total })}
        </span>
      </p>
    );
  }
  if (!allowed) return null;
  return (
    <Button
      size="sm"
      tone={ready ? "soft" : "secondary"}
      aria-pressed={ready}
      pending={pending}
      disabled={!connected}
      onClick={() => act({ type: "set_ready", ready: !ready })}
    >
      {!pending && <Check size={15} aria-hidden="true" className={ready ? "" : "opacity-50"} />}
      {t("ready.me")}
    </Button>
  );
}
