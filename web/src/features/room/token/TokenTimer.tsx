import { Pause } from "lucide-react";
import { useTranslation } from "react-i18next";
import { clock } from "@/shared/i18n/format";
import { cx } from "@/shared/lib/cx";
import { useAtTime, useRoom } from "@/shared/rt/hooks";
import { holderOf } from "../model";
import { turnLeft, turnSpent } from "../turn";
import type { TokenLook } from "./tokenState";

const barTones: Partial<Record<TokenLook, string>> = {
  other: "fill-turn",
  paused: "fill-edge",
  mine: "fill-on-brand",
  minePaused: "fill-on-brand-soft",
  low: "fill-on-warn",
  mineLow: "fill-on-warn",
  over: "fill-on-danger",
  mineOver: "fill-on-danger",
};

const seconds = (ms: number | null): number | null => (ms === null ? null : Math.ceil(ms / 1000));

/** The countdown of the turn, or the time spoken when there is no limit. It stands while the turn is paused. */
export function TokenTimer({ look }: { look: TokenLook }) {
  const { t } = useTranslation("room");
  const holder = useRoom(holderOf);
  const left = useAtTime((now) => holder && seconds(turnLeft(holder, now)));
  const spent = useAtTime((now) => holder && Math.floor(turnSpent(holder, now) / 1000));
  if (!holder) return null;
  const over = left !== null && left < 0;
  const label = left === null ? "timeSpent" : over ? "timeOver" : "timeLeft";
  const part =
    left === null || !holder.limit_ms ? null : Math.max(0, Math.min(1, (left * 1000) / holder.limit_ms));
  return (
    <div className="flex items-center gap-3">
      {holder.pause && <Pause size={20} aria-hidden="true" className="-me-1.5" />}
      <p role="timer" aria-label={t(`token.${label}`)} className="text-2xl font-semibold tabular-nums">
        {left === null ? clock(spent ?? 0) : over ? `+${clock(-left)}` : clock(left)}
      </p>
      {part !== null && !over && (
        <svg aria-hidden="true" className="h-2 w-28 rounded-full max-xl:hidden rtl:-scale-x-100">
          <rect width="100%" height="8" rx="4" className={cx(barTones[look], "opacity-25")} />
          <rect width={`${part * 100}%`} height="8" rx="4" className={barTones[look]} />
        </svg>
      )}
    </div>
  );
}
