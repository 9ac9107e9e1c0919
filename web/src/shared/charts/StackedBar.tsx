import { useTranslation } from "react-i18next";
import { percent } from "@/shared/i18n/format";
import { cx } from "@/shared/lib/cx";
import { ChartFrame } from "./ChartFrame";
import { sum } from "./figures";
import { percentOf } from "./geometry";

export interface Part {
  id: string;
  label: string;
  value: number;
  tone: 1 | 2 | 3 | 4 | 5 | 6;
}

const fills = [
  "",
  "fill-chart-1",
  "fill-chart-2",
  "fill-chart-3",
  "fill-chart-4",
  "fill-chart-5",
  "fill-chart-6",
];
const grounds = ["", "bg-chart-1", "bg-chart-2", "bg-chart-3", "bg-chart-4", "bg-chart-5", "bg-chart-6"];

interface StackedBarProps {
  title: string;
  parts: readonly Part[];
  empty: string;
  className?: string;
  children?: React.ReactNode;
}

/** What a whole is made of: one bar, and its parts in words with their numbers. */
export function StackedBar({ title, parts, empty, className, children }: StackedBarProps) {
  const { t } = useTranslation("charts");
  const total = sum(parts.map((part) => part.value));
  const shown = parts.filter((part) => part.value > 0);
  let from = 0;
  const placed = shown.map((part) => {
    const x = percentOf(from, total);
    from += part.value;
    return { ...part, x, width: percentOf(part.value, total) };
  });
  return (
    <ChartFrame
      title={title}
      className={className ?? ""}
      empty={total === 0 && empty}
      summary={shown.map((part) => `${part.label}: ${part.value}`).join(", ")}
      table={{
        columns: [t("part"), t("number"), t("share")],
        rows: parts.map((part) => ({
          key: part.id,
          cells: [part.label, String(part.value), percent(total > 0 ? part.value / total : 0)],
        })),
      }}
      chart={
        <>
          <svg className="h-4 w-full rounded-full rtl:-scale-x-100" aria-hidden="true">
            {placed.map((part) => (
              <rect
                key={part.id}
                x={`${part.x}%`}
                width={`${part.width}%`}
                height="16"
                className={cx(fills[part.tone], "stroke-raised")}
              />
            ))}
          </svg>
          <ul className="mt-3 grid grid-cols-[repeat(auto-fill,minmax(9rem,1fr))] gap-x-4 gap-y-1.5 text-sm">
            {shown.map((part) => (
              <li key={part.id} className="flex items-center gap-2">
                <span className={cx("size-2.5 shrink-0 rounded-sm", grounds[part.tone])} />
                <span className="text-muted">{part.label}</span>
                <span className="ms-auto font-semibold tabular-nums">{part.value}</span>
              </li>
            ))}
          </ul>
        </>
      }
    >
      {children}
    </ChartFrame>
  );
}
