import { Scale, ThumbsDown, ThumbsUp } from "lucide-react";
import { memo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { clock } from "@/shared/i18n/format";
import { cx } from "@/shared/lib/cx";
import { useRoom, useSecondsSince } from "@/shared/rt/hooks";
import type { RequestView } from "@/shared/rt/wire";
import { Avatar } from "@/shared/ui/Avatar";
import { Badge } from "@/shared/ui/Badge";
import { kindIcons } from "../kindIcons";
import { meetingOf, myId, personOf } from "../model";
import { explain, showsRule } from "./explain";
import { WaitEstimate } from "./WaitEstimate";
import { Withdraw } from "./Withdraw";

interface QueueRowProps {
  request: RequestView;
  handle?: ReactNode;
  actions?: ReactNode;
}

function Side({ request }: { request: RequestView }) {
  const { t: common } = useTranslation();
  if (!request.stance) return null;
  const Icon = request.stance === "pro" ? ThumbsUp : ThumbsDown;
  return (
    <Badge tone={request.stance === "pro" ? "turn" : "warn"}>
      <Icon size={12} aria-hidden="true" />
      {common(`stance.${request.stance}`)}
    </Badge>
  );
}

/** The seconds by themselves, so that the row need not render with them. */
function Waits({ since }: { since: string }) {
  const { t } = useTranslation("room");
  const seconds = useSecondsSince(since);
  return <span className="tabular-nums">{t("queue.waiting", { time: clock(seconds ?? 0) })}</span>;
}

/** One who waits: who, what for, for how long, and why at this place. */
export const QueueRow = memo(function QueueRow({ request, handle, actions }: QueueRowProps) {
  const { t } = useTranslation("room");
  const { t: common } = useTranslation();
  const isMe = useRoom((state) => myId(state) === request.participant_id);
  const person = useRoom(personOf(request.participant_id));
  const spokeMs = person?.spoke_ms ?? 0;
  const why = useRoom((state) => explain(meetingOf(state), request, t));
  const saysTime =
    useRoom((state) => showsRule(meetingOf(state), request)) && request.explanation.rule === "least_time";
  const Icon = kindIcons[request.kind];
  const quiet = isMe ? "opacity-90" : "text-muted";
  return (
    <div
      data-testid="queue-row"
      data-mine={isMe || undefined}
      className={cx("flex gap-2.5 px-4 py-3", isMe && "bg-brand-soft text-on-brand-soft")}
    >
      {handle}
      <span className="w-5 shrink-0 pt-1.5 text-center text-sm font-semibold tabular-nums">
        {request.position}
      </span>
      <Avatar id={request.participant_id} name={request.display_name} />
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <p className="flex min-w-0 gap-1 text-sm font-semibold">
            <bdi className="truncate">{request.display_name}</bdi>
            {isMe && <span className="shrink-0">({t("queue.you")})</span>}
          </p>
          <Side request={request} />
          {person?.guest && <Badge>{t("people.guest")}</Badge>}
        </div>
        <p className={cx("mt-0.5 flex flex-wrap gap-x-2.5 text-xs", quiet)}>
          <span className="inline-flex items-center gap-1 font-semibold">
            <Icon size={13} aria-hidden="true" />
            {common(`kind.${request.kind}`)}
          </span>
          <Waits since={request.requested_at} />
          {!saysTime && spokeMs > 0 && (
            <span className="tabular-nums">{t("queue.spoke", { time: clock(spokeMs / 1000) })}</span>
          )}
          <WaitEstimate position={request.position} />
        </p>
        <p data-testid="why" className={cx("mt-0.5 flex items-start gap-1 text-xs", quiet)}>
          <Scale size={13} aria-hidden="true" className="mt-0.5 shrink-0" />
          {why}
        </p>
        {request.note && (
          <p className="mt-1.5 border-s-2 border-edge ps-2 text-sm break-words">
            <bdi>{request.note}</bdi>
          </p>
        )}
        {isMe && !actions && <Withdraw request={request} />}
        {actions}
      </div>
    </div>
  );
});
