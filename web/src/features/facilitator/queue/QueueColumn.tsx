import { ListOrdered } from "lucide-react";
import { useTranslation } from "react-i18next";
import { meetingOf, queueOf } from "@/features/room";
import { useMedia, wide } from "@/shared/lib/useMedia";
import { useRoom } from "@/shared/rt/hooks";
import { Badge } from "@/shared/ui/Badge";
import { Message } from "@/shared/ui/Message";
import { Panel } from "../Panel";
import { AdmissionField } from "./AdmissionField";
import { GrantNext } from "./GrantNext";
import { OrderField } from "./OrderField";
import { QueueList } from "./QueueList";

/** Who waits, in the server's order, and all ways to change it. */
export function QueueColumn() {
  const { t } = useTranslation("facilitator");
  const waiting = useRoom((state) => queueOf(state).length);
  const isWide = useMedia(wide);
  return (
    <Panel
      title={t("queue.heading")}
      aside={
        <>
          <Badge>{t("queue.count", { count: waiting })}</Badge>
          {isWide && <GrantNext />}
        </>
      }
    >
      <div className="flex flex-wrap gap-x-4 gap-y-2 px-4 pt-2 pb-3">
        <OrderField />
        <AdmissionField />
      </div>
      <div className="flex min-h-40 flex-1 flex-col border-t border-line lg:h-96 lg:overflow-y-auto">
        {waiting === 0 ? <NobodyWaits /> : <QueueList />}
      </div>
    </Panel>
  );
}

function NobodyWaits() {
  const { t } = useTranslation("facilitator");
  const admission = useRoom((state) => meetingOf(state).floor.admission);
  return (
    <Message level="h3" icon={<ListOrdered size={24} />} title={t("queue.empty")}>
      {t(`queue.empty_${admission}`)}
    </Message>
  );
}
