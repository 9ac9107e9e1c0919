import { CirclePause, Unplug } from "lucide-react";
import { useTranslation } from "react-i18next";
import { holderOf, meetingOf, turnLeft, turnSpent } from "@/features/room";
import { clock } from "@/shared/i18n/format";
import { cx } from "@/shared/lib/cx";
import { useAtTime, useRoom, useSecondsUntil } from "@/shared/rt/hooks";
import type { HolderView } from "@/shared/rt/wire";
import { Avatar } from "@/shared/ui/Avatar";
import { Badge } from "@/shared/ui/Badge";

export function Holder() {
  const { t: common } = useTranslation();
  const holder = useRoom(holderOf);
  const item = useRoom((state) =>
    meetingOf(state).agenda.items.find((each) => each.item_id === holder?.item_id),
  );
  if (!holder) return null;
  return (
    <div data-testid="holder" className="flex flex-col items-center gap-3 pt-2 text-center">
      <Avatar id={holder.participant_id} name={holder.display_name} size="lg" ringed />
      <div className="min-w-0 max-w-full">
        <p className="truncate text-lg leading-6 font-semibold">
          <bdi>{holder.display_name}</bdi>
        </p>
        <p className="mt-1.5 flex flex-wrap justify-center gap-1.5">
          <Badge>{common(`kind.${holder.kind}`)}</Badge>
          {holder.stance && (
            <Badge tone={holder.stance === "pro" ? "turn" : "warn"}>
              {common(`stance.${holder.stance}`)}
            </Badge>
          )}
        </p>
        {(holder.note || item) && (
          <p className="mt-2 text-sm break-words text-muted">
            <bdi>{holder.note ?? item?.title}</bdi>
          </p>
        )}
      </div>
      <TurnClock holder={holder} />
    </div>
  );
}

function TurnClock({ holder }: { holder: HolderView }) {
  const { t } = useTranslation("facilitator");
  const left = useAtTime((now) => {
    const ms = turnLeft(holder, now);
    return ms === null ? null : Math.ceil(ms / 1000);
  });
  const spent = useAtTime((now) => Math.floor(turnSpent(holder, now) / 1000));
  const over = left !== null && left < 0;
  const low = !over && holder.warned;
  const label = left === null ? "now.timeSpent" : over ? "now.timeOver" : "now.timeLeft";
  const part =
    left === null || !holder.limit_ms ? 0 : Math.max(0, Math.min(1, (left * 1000) / holder.limit_ms));
  return (
    <div
      className={cx(
        "w-full rounded-xl px-4 py-3",
        over ? "bg-danger text-on-danger" : low ? "bg-warn text-on-warn" : "bg-surface",
      )}
    >
      <p className="flex items-baseline justify-between gap-2">
        <span className="text-sm">{t(label)}</span>
        <span role="timer" aria-label={t(label)} className="text-3xl leading-9 font-semibold tabular-nums">
          {left === null ? clock(spent) : over ? `+${clock(-left)}` : clock(left)}
        </span>
      </p>
      {left !== null && holder.limit_ms && (
        <>
          <svg aria-hidden="true" className="mt-2 h-1.5 w-full rounded-full rtl:-scale-x-100">
            <rect width="100%" height="6" rx="3" className="fill-current opacity-20" />
            <rect
              width={`${part * 100}%`}
              height="6"
              rx="3"
              className={over || low ? "fill-current" : "fill-turn"}
            />
          </svg>
          <p className="mt-1.5 flex justify-between text-xs tabular-nums opacity-85">
            <span>{t("now.spoken", { time: clock(spent) })}</span>
            <span>{t("now.limit", { time: clock(holder.limit_ms / 1000) })}</span>
          </p>
        </>
      )}
      <PauseNote holder={holder} />
    </div>
  );
}

function PauseNote({ holder }: { holder: HolderView }) {
  const { t } = useTranslation("facilitator");
  const hold = useSecondsUntil(holder.pause?.hold_until);
  if (!holder.pause) return null;
  const lost = holder.pause.cause === "disconnected";
  const Icon = lost ? Unplug : CirclePause;
  return (
    <p className="mt-2 flex items-center justify-center gap-1.5 text-sm font-semibold">
      <Icon size={16} aria-hidden="true" />
      {lost && hold !== null ? t("now.lost", { time: clock(Math.max(0, hold)) }) : t("now.paused")}
    </p>
  );
}
