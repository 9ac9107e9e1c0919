import { CircleHelp, Flag, MessageSquarePlus, Reply } from "lucide-react";
import { useTranslation } from "react-i18next";
import { clock } from "@/shared/i18n/format";
import { cx } from "@/shared/lib/cx";
import { useRoom, useSecondsSince } from "@/shared/rt/hooks";
import type { FloorKind, RequestView } from "@/shared/rt/wire";
import { Avatar } from "@/shared/ui/Avatar";
import { myId, personOf } from "../model";
import { QueueActions } from "./QueueActions";

const icons: Record<FloorKind, typeof Flag> = {
  contribution: MessageSquarePlus,
  clarifying_question: CircleHelp,
  direct_reply: Reply,
  point_of_order: Flag,
};

export function QueueRow({ request, total }: { request: RequestView; total: number }) {
  const { t } = useTranslation("room");
  const { t: common } = useTranslation();
  const isMe = useRoom((state) => myId(state) === request.participant_id);
  const spokeMs = useRoom((state) => personOf(request.participant_id)(state)?.spoke_ms ?? 0);
  const waits = useSecondsSince(request.requested_at);
  const Icon = icons[request.kind];
  return (
    <li
      data-testid="queue-row"
      className={cx("flex gap-3 px-4 py-3", isMe && "bg-brand-soft text-on-brand-soft")}
    >
      <span className="w-5 shrink-0 pt-1.5 text-center text-sm font-semibold tabular-nums">
        {request.position}
      </span>
      <Avatar id={request.participant_id} name={request.display_name} />
      <div className="min-w-0 flex-1">
        <p className="flex items-baseline gap-2">
          <span className="truncate text-sm font-semibold">
            <bdi>{request.display_name}</bdi>
            {isMe && ` (${t("queue.you")})`}
          </span>
        </p>
        <p className={cx("flex flex-wrap gap-x-1.5 text-xs", isMe ? "opacity-90" : "text-muted")}>
          <span className="inline-flex items-center gap-1">
            <Icon size={13} aria-hidden="true" />
            {common(`kind.${request.kind}`)}
          </span>
          <span aria-hidden="true">·</span>
          <span className="tabular-nums">{t("queue.waiting", { time: clock(waits ?? 0) })}</span>
          <span aria-hidden="true">·</span>
          <span className="tabular-nums">{t("queue.spoke", { time: clock(spokeMs / 1000) })}</span>
        </p>
        {request.note && (
          <p className="mt-1.5 border-s-2 border-edge ps-2 text-sm break-words">
            <bdi>{request.note}</bdi>
          </p>
        )}
        <QueueActions request={request} total={total} />
      </div>
    </li>
  );
}
