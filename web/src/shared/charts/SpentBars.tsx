import { useTranslation } from "react-i18next";
import { clock } from "@/shared/i18n/format";
import { cx } from "@/shared/lib/cx";
import { ChartFrame } from "./ChartFrame";
import { percentOf } from "./geometry";

export interface Spent {
  id: string;
  title: string;
  plannedMs: number | null;
  spentMs: number;
  speakingMs: number;
  turns: number;
}

interface SpentBarsProps {
  title: string;
  rows: readonly Spent[];
  empty: string;
  className?: string;
}

/** Planned against actual time: a bar for what it took, what was spoken in it, and a mark where the plan ended. */
export function SpentBars({ title, rows, empty, className }: SpentBarsProps) {
  const { t } = useTranslation("charts");
  const longest = Math.max(1, ...rows.map((row) => Math.max(row.spentMs, row.plannedMs ?? 0)));
  const time = (ms: number) => clock(ms / 1000);
  const late = rows.filter((row) => row.plannedMs !== null && row.spentMs > row.plannedMs).length;
  return (
    <ChartFrame
      title={title}
      className={className ?? ""}
      empty={rows.every((row) => row.spentMs === 0) && empty}
      summary={t("spentSummary", { count: rows.length, late })}
      table={{
        columns: [t("part"), t("planned"), t("spent"), t("spokenIn"), t("turns")],
        rows: rows.map((row) => ({
          key: row.id,
          cells: [
            row.title,
            row.plannedMs === null ? "–" : time(row.plannedMs),
            time(row.spentMs),
            time(row.speakingMs),
            String(row.turns),
          ],
        })),
      }}
      chart={
        <div className="flex flex-col gap-3">
          {rows.map((row) => (
            <SpentRow key={row.id} row={row} longest={longest} />
          ))}
        </div>
      }
    >
      <ul className="mt-3 flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted">
        <li className="inline-flex items-center gap-1.5">
          <span aria-hidden="true" className="size-2.5 rounded-sm bg-chart-1" />
          {t("spokenIn")}
        </li>
        <li className="inline-flex items-center gap-1.5">
          <span aria-hidden="true" className="size-2.5 rounded-sm bg-chart-1/30" />
          {t("spent")}
        </li>
        <li className="inline-flex items-center gap-1.5">
          <span aria-hidden="true" className="h-3 border-s-2 border-ink" />
          {t("planned")}
        </li>
      </ul>
    </ChartFrame>
  );
}

function SpentRow({ row, longest }: { row: Spent; longest: number }) {
  const over = row.plannedMs !== null && row.spentMs > row.plannedMs;
  const mark = row.plannedMs === null ? null : percentOf(row.plannedMs, longest);
  return (
    <div className="text-sm">
      <p className="flex items-baseline justify-between gap-3">
        <bdi className="truncate">{row.title}</bdi>
        <span
          className={cx(
            "whitespace-nowrap tabular-nums",
            over ? "font-semibold text-danger-ink" : "text-muted",
          )}
        >
          {clock(row.spentMs / 1000)}
          {row.plannedMs !== null && ` / ${clock(row.plannedMs / 1000)}`}
        </span>
      </p>
      <svg aria-hidden="true" className="mt-1 block h-4 w-full rtl:-scale-x-100">
        <rect width="100%" y="3" height="10" rx="3" className="fill-surface" />
        <rect
          width={`${percentOf(row.spentMs, longest)}%`}
          y="3"
          height="10"
          rx="3"
          className="fill-chart-1"
          opacity="0.3"
        />
        <rect
          width={`${percentOf(row.speakingMs, longest)}%`}
          y="3"
          height="10"
          rx="3"
          className="fill-chart-1"
        />
        {mark !== null && (
          <line x1={`${mark}%`} x2={`${mark}%`} y1="0" y2="16" className="stroke-ink stroke-2" />
        )}
      </svg>
    </div>
  );
}
