import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { QueueRow } from "../queue/QueueRow";
import type { LeadQueueProps } from "./LeadQueue";
import { RequestActions } from "./RequestActions";
import { uniqueNames } from "./uniqueNames";

export function PlainLeadQueue({ queue, waits }: LeadQueueProps) {
  const { t } = useTranslation("room");
  const names = useMemo(() => uniqueNames(queue), [queue]);
  return (
    <ol aria-label={t("queue.list")} className="divide-y divide-line">
      {queue.map((request, index) => (
        <li key={request.request_id}>
          <QueueRow
            request={request}
            before={waits[index] ?? null}
            actions={
              <RequestActions
                request={request}
                name={names.get(request.request_id) ?? request.display_name}
                total={queue.length}
              />
            }
          />
        </li>
      ))}
    </ol>
  );
}
