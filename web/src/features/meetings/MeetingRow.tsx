import { ArrowRight, CalendarClock, FileText, Radio } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Meeting } from "@/shared/api/types";
import { dateTime, nearDate, timeOfDay } from "@/shared/i18n/format";
import { Badge } from "@/shared/ui/Badge";
import { buttonClass } from "@/shared/ui/Button";

const icons = { live: Radio, scheduled: CalendarClock, closed: FileText };
const iconTones = {
  live: "bg-turn-soft text-on-turn-soft",
  scheduled: "bg-brand-soft text-on-brand-soft",
  closed: "bg-hover text-muted",
};

function useTimeText(meeting: Meeting): string {
  const { t } = useTranslation("meetings");
  if (meeting.status === "closed") {
    return meeting.closed_at ? t("ended", { date: dateTime(meeting.closed_at) }) : "";
  }
  if (meeting.status === "live") {
    return meeting.started_at ? t("since", { time: timeOfDay(meeting.started_at) }) : "";
  }
  return meeting.scheduled_start ? nearDate(meeting.scheduled_start) : t("unplanned");
}

export function MeetingRow({ meeting }: { meeting: Meeting }) {
  const { t } = useTranslation("meetings");
  const { t: common } = useTranslation();
  const { status, title } = meeting;
  const Icon = icons[status];
  const phase = meeting.phases.find((each) => each.key === meeting.phase);
  const address = status === "closed" ? `/meetings/${meeting.id}/record` : `/meetings/${meeting.id}`;
  const action = status === "closed" ? "record" : status === "live" ? "join" : "open";
  return (
    <li className="relative flex items-center gap-3 px-4 py-3 hover:bg-hover sm:gap-4">
      <span
        aria-hidden="true"
        className={`grid size-10 shrink-0 place-items-center rounded-xl ${iconTones[status]}`}
      >
        <Icon size={19} />
      </span>
      <div className="min-w-0 flex-1">
        <p className="line-clamp-2 text-base leading-5 font-semibold break-words sm:line-clamp-1">
          <bdi>{title}</bdi>
        </p>
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-muted">
          <span>{useTimeText(meeting)}</span>
          {phase && <Badge tone="turn">{phase.title}</Badge>}
          {meeting.my_role && (
            <span className="max-sm:hidden">
              <Badge>{common(`role.${meeting.my_role}`)}</Badge>
            </span>
          )}
        </p>
      </div>
      <Link
        to={address}
        aria-label={t(`${action}Named`, { title })}
        className={buttonClass(
          status === "live" ? "primary" : "secondary",
          "md",
          // The whole row is the target; there is still one link only.
          "after:absolute after:inset-0 after:rounded-xl",
        )}
      >
        {t(action)}
        <ArrowRight size={16} aria-hidden="true" className="rtl:-scale-x-100" />
      </Link>
    </li>
  );
}
