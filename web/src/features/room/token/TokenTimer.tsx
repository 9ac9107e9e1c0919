import { useTranslation } from "react-i18next";
import { clock } from "@/shared/i18n/format";
import { cx } from "@/shared/lib/cx";
import { useRoom, useSecondsSince, useSecondsUntil } from "@/shared/rt/hooks";
import { holderOf } from "../model";
import type { TokenLook } from "./tokenState";

const barTones: Partial<Record<TokenLook, string>> = {
  other: "fill-turn",
  mine: "fill-on-brand",
  low: "fill-on-warn",
  mineLow: "fill-on-warn",
  over: "fill-on-danger",
  mineOver: "fill-on-danger",
};

/** The countdown of the turn, or the time spoken when there is no limit. */
export function TokenTimer({ look }: { look: TokenLook }) {
  const { t } = useTranslation("room");
  const holder = useRoom(holderOf);
  const left = useSecondsUntil(holder?.ends_at);
  const spent = useSecondsSince(holder?.granted_at);
  if (!holder) return null;
  const over = left !== null && left < 0;
  const label = left === null ? "timeSpent" : over ? "timeOver" : "timeLeft";
  const part =
    left === null || !holder.limit_ms ? null : Math.max(0, Math.min(1, (left * 1000) / holder.limit_ms));
  return (
    <div className="flex items-center gap-3">
      <p role="timer" aria-label={t(`token.${label}`)} className="text-2xl font-semibold tabular-nums">
        {left === null ? clock(spent ?? 0) : over ? t("token.overBy", { time: clock(-left) }) : clock(left)}
      </p>
      {part !== null && !over && (
        <svg aria-hidden="true" className="h-2 w-28 rounded-full max-sm:hidden">
          <rect width="100%" height="8" rx="4" className={cx(barTones[look], "opacity-25")} />
          <rect width={`${part * 100}%`} height="8" rx="4" className={barTones[look]} />
        </svg>
      )}
    </div>
  );
}
