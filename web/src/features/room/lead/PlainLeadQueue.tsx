import { useTranslation } from "react-i18next";
import type { LeadQueueProps } from "./LeadQueue";
import { LeadRow } from "./LeadRow";

export function PlainLeadQueue({ queue }: LeadQueueProps) {
  const { t } = useTranslation("room");
  return (
    <ol aria-label={t("queue.list")} className="divide-y divide-line">
      {queue.map((request) => (
        <li key={request.request_id}>
          <LeadRow request={request} />
        </li>
      ))}
    </ol>
  );
}
