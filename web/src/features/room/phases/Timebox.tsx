import { Clock } from "lucide-react";
import { useTranslation } from "react-i18next";
import { clock } from "@/shared/i18n/format";
import { cx } from "@/shared/lib/cx";
import { narrow, useMedia } from "@/shared/lib/useMedia";
import { useRoom, useSecondsUntil } from "@/shared/rt/hooks";
import { meetingOf } from "../model";

export function Timebox() {
  const { t } = useTranslation("room");
  const endsAt = useRoom((state) => meetingOf(state).phase?.ends_at);
  const running = useRoom((state) => meetingOf(state).phase !== null);
  const isNarrow = useMedia(narrow);
  const left = useSecondsUntil(endsAt);
  if (!running) return null;
  const over = left !== null && left < 0;
  return (
    <p
      className={cx(
        "flex shrink-0 items-center gap-1.5 text-sm whitespace-nowrap tabular-nums",
        over ? "font-semibold text-danger-ink" : "text-muted",
      )}
    >
      <Clock size={15} aria-hidden="true" />
      {left === null
        ? t("phase.openEnd")
        : over
          ? t("phase.over", { time: clock(-left) })
          : isNarrow
            ? clock(left)
            : t("phase.left", { time: clock(left) })}
    </p>
  );
}
