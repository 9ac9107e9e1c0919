import { ListOrdered, Lock, LockOpen } from "lucide-react";
import { useTranslation } from "react-i18next";
import { usePending, useRoom } from "@/shared/rt/hooks";
import { Badge } from "@/shared/ui/Badge";
import { Button } from "@/shared/ui/Button";
import { Message } from "@/shared/ui/Message";
import { isConnected, may, meetingOf, queueOf } from "../model";
import { useAct } from "../useAct";
import { QueueRow } from "./QueueRow";
import { useKeptFocus } from "./useKeptFocus";

function Gate() {
  const { t } = useTranslation("room");
  const act = useAct();
  const isOpen = useRoom((state) => meetingOf(state).floor.open);
  const isClosedMeeting = useRoom((state) => meetingOf(state).status === "closed");
  const allowed = useRoom(may(isOpen ? "close_queue" : "open_queue"));
  const connected = useRoom(isConnected);
  const opening = usePending("open_queue");
  const closing = usePending("close_queue");
  const Icon = isOpen ? Lock : LockOpen;
  return (
    <div className="flex min-h-12 items-center justify-between gap-2 border-b border-line px-4 py-1.5">
      <Badge tone={isOpen ? "turn" : "warn"}>{isOpen ? t("queue.open") : t("queue.closed")}</Badge>
      {allowed && !isClosedMeeting && (
        <Button
          size="sm"
          tone="ghost"
          pending={opening || closing}
          disabled={!connected}
          onClick={() => act({ type: isOpen ? "close_queue" : "open_queue" })}
        >
          <Icon size={15} aria-hidden="true" />
          {isOpen ? t("queue.closeIt") : t("queue.openIt")}
        </Button>
      )}
    </div>
  );
}

function EmptyQueue() {
  const { t } = useTranslation("room");
  const isOpen = useRoom((state) => meetingOf(state).floor.open);
  const isScheduled = useRoom((state) => meetingOf(state).status === "scheduled");
  const hint = isScheduled ? "emptyScheduledHint" : isOpen ? "emptyHint" : "emptyClosedHint";
  return (
    <Message level="h3" icon={<ListOrdered size={24} />} title={t("queue.empty")}>
      {t(`queue.${hint}`)}
    </Message>
  );
}

/** Who waits, in the server's order: it is never sorted here, so that it is the same on every screen. */
export function QueuePanel() {
  const { t } = useTranslation("room");
  const queue = useRoom(queueOf);
  const list = useKeptFocus();
  return (
    <>
      <Gate />
      <div className="min-h-0 flex-1 overflow-y-auto">
        {queue.length === 0 ? (
          <EmptyQueue />
        ) : (
          <ol ref={list} aria-label={t("queue.list")} className="divide-y divide-line">
            {queue.map((request) => (
              <QueueRow key={request.request_id} request={request} total={queue.length} />
            ))}
          </ol>
        )}
      </div>
    </>
  );
}
