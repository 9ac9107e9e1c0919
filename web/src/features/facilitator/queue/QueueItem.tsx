import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import {
  explain,
  meetingOf,
  personOf,
  queueOf,
  RequestActions,
  showsRule,
  uniqueName,
} from "@/features/room";
import { clock } from "@/shared/i18n/format";
import { useRoom, useSecondsSince } from "@/shared/rt/hooks";
import type { RequestView } from "@/shared/rt/wire";
import { Avatar } from "@/shared/ui/Avatar";
import { Badge } from "@/shared/ui/Badge";

export const rowClass = "flex items-center gap-3 border-b border-line px-3 py-2.5 max-sm:flex-wrap sm:px-4";

/** What a row of the queue holds, whether it can be dragged or not. */
export function QueueItem({ request }: { request: RequestView }) {
  const name = useRoom((state) => uniqueName(queueOf(state), request));
  return (
    <>
      <span className="w-5 shrink-0 text-center text-sm font-semibold tabular-nums">{request.position}</span>
      <Avatar id={request.participant_id} name={request.display_name} />
      <ItemText request={request} />
      <Suspense>
        <RequestActions
          request={request}
          name={name}
          bordered={false}
          className="shrink-0 max-sm:w-full max-sm:justify-end"
        />
      </Suspense>
    </>
  );
}

function ItemText({ request }: { request: RequestView }) {
  const { t } = useTranslation("facilitator");
  const { t: common } = useTranslation();
  const spokeMs = useRoom((state) => personOf(request.participant_id)(state)?.spoke_ms ?? 0);
  const { t: room } = useTranslation("room");
  const why = useRoom((state) => explain(meetingOf(state), request, room));
  const ruled = useRoom((state) => showsRule(meetingOf(state), request));
  const waits = useSecondsSince(request.requested_at) ?? 0;
  return (
    <div className="min-w-0 flex-1">
      <p className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
        <bdi className="truncate text-sm font-semibold">{request.display_name}</bdi>
        {request.kind !== "contribution" && <Badge tone="brand">{common(`kind.${request.kind}`)}</Badge>}
        {request.stance && (
          <Badge tone={request.stance === "pro" ? "turn" : "warn"}>
            {common(`stance.${request.stance}`)}
          </Badge>
        )}
      </p>
      <p className="text-xs text-muted tabular-nums">
        {why}
        {/* That reason says it already. */}
        {!(ruled && request.explanation.rule === "least_time") &&
          ` · ${t("queue.spoke", { time: clock(spokeMs / 1000) })}`}
        {" · "}
        {t("queue.waits", { time: clock(waits) })}
      </p>
      {request.note && (
        <p className="mt-1 line-clamp-2 text-sm break-words">
          <bdi>{request.note}</bdi>
        </p>
      )}
    </div>
  );
}
