import { useTranslation } from "react-i18next";
import { clock } from "@/shared/i18n/format";
import { cx } from "@/shared/lib/cx";
import type { Facts } from "./facts";

/** How long the holder has still, is over, or has spoken. */
export function TimeText({ holder }: { holder: NonNullable<Facts["holder"]> }) {
  const { t } = useTranslation("overview");
  const { leftS, spentS, paused } = holder;
  const over = leftS !== null && leftS < 0;
  const words = leftS === null ? "spent" : over ? "over" : "left";
  const time = clock(leftS === null ? spentS : Math.abs(leftS));
  return (
    <span
      className={cx("whitespace-nowrap tabular-nums", over ? "font-semibold text-danger-ink" : "text-muted")}
    >
      {paused ? t("paused", { time }) : t(`time.${words}`, { time })}
    </span>
  );
}

export function PhaseTime({ leftS }: { leftS: number | null }) {
  const { t } = useTranslation("overview");
  if (leftS === null) return null;
  const over = leftS < 0;
  return (
    <span
      className={cx("whitespace-nowrap tabular-nums", over ? "font-semibold text-danger-ink" : "text-muted")}
    >
      {t(over ? "time.over" : "time.left", { time: clock(Math.abs(leftS)) })}
    </span>
  );
}
