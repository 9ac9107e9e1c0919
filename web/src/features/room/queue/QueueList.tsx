import { useTranslation } from "react-i18next";
import type { RequestView } from "@/shared/rt/wire";
import { QueueRow } from "./QueueRow";

interface QueueListProps {
  queue: readonly RequestView[];
  waits: readonly (number | null)[];
}

/** Who waits, for those who do not lead. */
export function QueueList({ queue, waits }: QueueListProps) {
  const { t } = useTranslation("room");
  return (
    <ol aria-label={t("queue.list")} className="divide-y divide-line">
      {queue.map((request, index) => (
        <li key={request.request_id}>
          <QueueRow request={request} before={waits[index] ?? null} />
        </li>
      ))}
    </ol>
  );
}
