import { ListOrdered } from "lucide-react";
import { lazy, Suspense, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useRoom } from "@/shared/rt/hooks";
import { Message } from "@/shared/ui/Message";
import { scrollable } from "@/shared/ui/scrollable";
import { isLive, may, meetingOf, queueOf } from "../model";
import { Gate } from "./Gate";
import { OrderLine } from "./OrderLine";
import { QueueList } from "./QueueList";
import { useKeptFocus } from "./useKeptFocus";

/** Only who leads the meeting fetches what it takes to lead. */
const LeadQueue = lazy(() => import("../lead/LeadQueue"));

function EmptyQueue() {
  const { t } = useTranslation("room");
  const admission = useRoom((state) => meetingOf(state).floor.admission);
  const isScheduled = useRoom((state) => meetingOf(state).status === "scheduled");
  const hint = isScheduled ? "emptyScheduledHint" : admission === "open" ? "emptyHint" : "emptyClosedHint";
  return (
    <Message level="h3" icon={<ListOrdered size={24} />} title={t("queue.empty")}>
      {t(`queue.${hint}`)}
    </Message>
  );
}

/** Who waits, in the server's order: it is never sorted here, so that it is the same on every screen. */
export function QueuePanel() {
  const queue = useRoom(queueOf);
  const leading = useRoom((state) => may("move_request")(state) && isLive(state));
  const box = useRef<HTMLDivElement>(null);
  useKeptFocus(box);
  const plain = <QueueList queue={queue} />;
  return (
    <>
      <OrderLine />
      <Gate />
      <div
        ref={box}
        {...scrollable}
        className="min-h-0 flex-1 overflow-y-auto focus-visible:-outline-offset-3"
      >
        {queue.length === 0 ? (
          <EmptyQueue />
        ) : leading ? (
          <Suspense fallback={plain}>
            <LeadQueue queue={queue} />
          </Suspense>
        ) : (
          plain
        )}
      </div>
    </>
  );
}
