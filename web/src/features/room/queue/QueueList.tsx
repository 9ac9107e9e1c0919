import { useTranslation } from "react-i18next";
import type { RequestView } from "@/shared/rt/wire";
import { QueueRow } from "./QueueRow";

/** Who waits, for those who do not lead. */
export function QueueList({ queue }: { queue: readonly RequestView[] }) {
  const { t } = useTranslation("room");
  return (
    <ol aria-label={t("queue.list")} className="divide-y divide-line">
      {queue.map((request) => (
        <li key={request.request_id}>
          <QueueRow request={request} />
        </li>
      ))}
    </ol>
  );
}
