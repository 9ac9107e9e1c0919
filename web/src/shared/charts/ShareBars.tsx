import { useTranslation } from "react-i18next";
import { clock, percent } from "@/shared/i18n/format";
import { cx } from "@/shared/lib/cx";
import { wholePercents } from "@/shared/lib/shares";
import { ChartFrame } from "./ChartFrame";
import { median } from "./figures";
import { percentOf } from "./geometry";

export interface Share {
  id: string;
  name: string;
  seconds: number;
  turns: number;
  /** Is speaking: the bar grows. */
  active?: boolean;
}

interface ShareBarsProps {
  title: string;
  shares: readonly Share[];
  /** How many bars; the others are in the table. */
  most?: number;
  /** The median, where the server has said it. */
  middle?: number;
  className?: string;
}

/** How long each person spoke, the longest first, with a line where the middle one is. */
export function ShareBars({ title, shares, most = 10, middle: given, className }: ShareBarsProps) {
  const { t } = useTranslation("charts");
  const ranked = shares.toSorted((a, b) => b.seconds - a.seconds);
  const seconds = shares.map((share) => share.seconds);
  const middle = given ?? median(seconds);
  const longest = ranked[0]?.seconds ?? 0;
  const shown = ranked.slice(0, most);
  const rest = ranked.length - shown.length;
  const parts = wholePercents(ranked.map((share) => share.seconds));
  const part = (index: number) => percent((parts[index] ?? 0) / 100);
  return (
    <ChartFrame
      title={title}
      className={className ?? ""}
      empty={longest === 0 && t("nobodySpoke")}
      summary={t("sharesSummary", {
        count: shares.length,
        name: ranked[0]?.name ?? "",
        longest: clock(longest),
        median: clock(middle),
      })}
      table={{
        columns: [t("person"), t("time"), t("share"), t("turns")],
        rows: ranked.map((share, index) => ({
          key: share.id,
          cells: [share.name, clock(share.seconds), part(index), String(share.turns)],
        })),
      }}
      chart={
        <div className="grid grid-cols-[minmax(4rem,9rem)_minmax(0,1fr)_auto] items-center gap-x-3 text-sm">
          {shown.map((share, index) => (
            <ShareBar
              key={share.id}
              share={share}
              part={part(index)}
              width={percentOf(share.seconds, longest)}
              middle={percentOf(middle, longest)}
            />
          ))}
        </div>
      }
    >
      <p className="mt-2 flex flex-wrap gap-x-4 text-xs text-muted">
        <span className="inline-flex items-center gap-1.5">
          <span aria-hidden="true" className="h-3 border-s-2 border-dashed border-ink" />
          {t("median", { time: clock(middle) })}
        </span>
        {rest > 0 && <span>{t("more", { count: rest })}</span>}
      </p>
    </ChartFrame>
  );
}

interface ShareBarProps {
  share: Share;
  part: string;
  width: number;
  middle: number;
}

function ShareBar({ share, part, width, middle }: ShareBarProps) {
  return (
    <>
      <bdi className={cx("truncate py-1.5", share.active && "font-semibold")}>{share.name}</bdi>
      {/* Without gaps between the rows, so that the line of the median is one line. */}
      <svg className="block h-8 w-full rtl:-scale-x-100" aria-hidden="true">
        <rect width="100%" y="9" height="14" rx="4" className="fill-surface" />
        <rect
          width={`${width}%`}
          y="9"
          height="14"
          rx="4"
          className={cx("transition-[width] duration-200", share.active ? "fill-turn" : "fill-chart-1")}
        />
        <line
          x1={`${middle}%`}
          x2={`${middle}%`}
          y1="0"
          y2="100%"
          className="stroke-ink stroke-2 [stroke-dasharray:3_3]"
        />
      </svg>
      <span className="min-w-20 py-1.5 text-end whitespace-nowrap tabular-nums">
        {clock(share.seconds)} <span className="text-muted">{part}</span>
      </span>
    </>
  );
}
