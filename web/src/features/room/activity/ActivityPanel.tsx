import { History } from "lucide-react";
import { useTranslation } from "react-i18next";
import { timeOfDay } from "@/shared/i18n/format";
import { describe } from "@/shared/record/describe";
import { EventIcon } from "@/shared/record/EventIcon";
import { Message } from "@/shared/ui/Message";
import { useActivity } from "./useActivity";

/** What happened, in sentences, newest first. */
export function ActivityPanel() {
  const { t } = useTranslation("room");
  const { events, names } = useActivity();
  if (events.length === 0) {
    return <Message level="h3" icon={<History size={24} />} title={t("activity.empty")} />;
  }
  return (
    <ol aria-label={t("activity.list")} className="min-h-0 flex-1 overflow-y-auto py-2">
      {events.map((event) => (
        <li key={event.seq} data-testid="activity-row" className="flex items-start gap-3 px-4 py-2">
          <EventIcon kind={event.kind} />
          <p className="min-w-0 flex-1 pt-1 text-sm break-words">{describe(event, names)}</p>
          <time dateTime={event.at} className="pt-1.5 text-xs text-muted tabular-nums">
            {timeOfDay(event.at)}
          </time>
        </li>
      ))}
    </ol>
  );
}
