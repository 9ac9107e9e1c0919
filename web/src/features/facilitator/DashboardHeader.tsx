import { ArrowLeft, DoorOpen, FileText, Users } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { meetingOf, presentPeople } from "@/features/room";
import { clock } from "@/shared/i18n/format";
import { useRoom, useRoomClient, useSecondsSince } from "@/shared/rt/hooks";
import { Badge } from "@/shared/ui/Badge";
import { buttonClass } from "@/shared/ui/Button";

function Elapsed() {
  const { t } = useTranslation("facilitator");
  const startedAt = useRoom((state) => meetingOf(state).started_at);
  const isLive = useRoom((state) => meetingOf(state).status === "live");
  const elapsed = useSecondsSince(isLive ? startedAt : null);
  if (elapsed === null) return null;
  return (
    <p className="text-sm whitespace-nowrap text-muted tabular-nums max-md:hidden">
      {t("running", { time: clock(elapsed) })}
    </p>
  );
}

function Presence() {
  const { t } = useTranslation("facilitator");
  const here = useRoom((state) => presentPeople(meetingOf(state).participants).length);
  const online = useRoom(
    (state) =>
      presentPeople(meetingOf(state).participants).filter((each) => state.online.has(each.participant_id))
        .length,
  );
  return (
    <p className="flex items-center gap-1.5 text-sm whitespace-nowrap text-muted tabular-nums max-sm:hidden">
      <Users size={16} aria-hidden="true" />
      {t("online", { online, count: here })}
    </p>
  );
}

export function DashboardHeader() {
  const { t } = useTranslation("facilitator");
  const { meetingId } = useRoomClient();
  const heading = useRef<HTMLHeadingElement>(null);
  const title = useRoom((state) => meetingOf(state).title);
  const status = useRoom((state) => meetingOf(state).status);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <header className="flex min-h-14 items-center gap-3 border-b border-line bg-bg px-3 py-1.5 sm:px-4">
      <Link
        to="/overview"
        aria-label={t("toOverview")}
        className="grid size-9 shrink-0 place-items-center rounded-lg text-muted hover:bg-hover hover:text-ink pointer-coarse:size-11"
      >
        <ArrowLeft size={19} aria-hidden="true" className="rtl:-scale-x-100" />
      </Link>
      <div className="min-w-0">
        <h1 ref={heading} tabIndex={-1} className="truncate text-base leading-5 font-semibold sm:text-lg">
          <bdi>{title}</bdi>
        </h1>
        <p className="text-xs text-muted">{t("title")}</p>
      </div>
      <Badge tone={status === "live" ? "turn" : "neutral"}>
        {status === "live" && <span aria-hidden="true" className="size-1.5 rounded-full bg-current" />}
        {t(`status.${status}`)}
      </Badge>
      <div className="ms-auto flex items-center gap-4">
        <Elapsed />
        <Presence />
        <Link to={`/meetings/${meetingId}/record`} className={buttonClass("ghost", "md", "max-lg:hidden")}>
          <FileText size={17} aria-hidden="true" />
          {t("toRecord")}
        </Link>
        <Link to={`/meetings/${meetingId}`} className={buttonClass("secondary", "md")}>
          <DoorOpen size={17} aria-hidden="true" />
          <span className="max-sm:sr-only">{t("toRoom")}</span>
        </Link>
      </div>
    </header>
  );
}
