import { useTranslation } from "react-i18next";
import { useAtTime, useRoom } from "@/shared/rt/hooks";
import { waitsBefore } from "../limits";
import { holderOf, meetingOf } from "../model";
import { turnLeft } from "../turn";

/** About how long it takes until this turn, when everybody before uses the whole time. In minutes: it is a guess. */
export function WaitEstimate({ position }: { position: number }) {
  const { t } = useTranslation("room");
  const holder = useRoom(holderOf);
  const before = useRoom((state) => waitsBefore(meetingOf(state))[position - 1] ?? null);
  const minutes = useAtTime((now) => {
    const running = holder ? turnLeft(holder, now) : 0;
    if (before === null || running === null) return null;
    return Math.ceil((before + Math.max(0, running)) / 60_000);
  });
  if (!minutes) return null;
  return <span className="tabular-nums">{t("queue.estimate", { count: minutes })}</span>;
}
