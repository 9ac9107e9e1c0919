import { useTranslation } from "react-i18next";
import { decimal, percent } from "@/shared/i18n/format";
import { ChartFrame } from "./ChartFrame";
import { gini, lorenz } from "./figures";
import { lorenzArea, lorenzPath } from "./geometry";

const size = 200;

/** How the Gini coefficient reads in words; the bounds are ours, the number stands beside it. */
export function evenness(value: number): "even" | "mixed" | "uneven" {
  if (value < 0.3) return "even";
  return value < 0.55 ? "mixed" : "uneven";
}

interface LorenzChartProps {
  title: string;
  /** What each person has of the whole. */
  values: readonly number[];
  className?: string;
}

/** How evenly it is spread: the further the curve hangs, the less evenly. */
export function LorenzChart({ title, values, className }: LorenzChartProps) {
  const { t } = useTranslation("charts");
  const points = lorenz(values);
  const coefficient = gini(values);
  const half = points.findLast((point) => point.people <= 0.5)?.part ?? 0;
  const words = t(evenness(coefficient));
  const spoken = values.some((value) => value > 0);
  return (
    <ChartFrame
      title={title}
      className={className ?? ""}
      empty={!spoken && t("nobodySpoke")}
      summary={t("lorenzSummary", { gini: decimal(coefficient), words, half: percent(half) })}
      table={{
        columns: [t("peopleUpTo"), t("haveOfAll")],
        rows: points
          .slice(1)
          .map(({ people, part }) => ({ key: String(people), cells: [percent(people), percent(part)] })),
      }}
      aside={
        spoken && (
          <p className="text-end text-sm">
            <span className="text-muted">{t("gini")}</span>{" "}
            <strong className="font-semibold tabular-nums">{decimal(coefficient)}</strong>
          </p>
        )
      }
      chart={
        <svg
          aria-hidden="true"
          viewBox={`-1 -1 ${size + 2} ${size + 2}`}
          className="mx-auto w-full max-w-64 rtl:-scale-x-100"
        >
          <rect width={size} height={size} rx="6" className="fill-surface stroke-line" />
          {[0.25, 0.5, 0.75].map((at) => (
            <path
              key={at}
              d={`M${at * size} 0 V${size} M0 ${at * size} H${size}`}
              className="stroke-line"
              opacity="0.7"
            />
          ))}
          <path d={lorenzArea(points, size)} className="fill-chart-5" opacity="0.16" />
          <path d={`M0 ${size} L${size} 0`} className="stroke-muted [stroke-dasharray:4_4]" />
          <path
            d={lorenzPath(points, size)}
            className="fill-none stroke-chart-5 stroke-[2.5]"
            strokeLinejoin="round"
          />
        </svg>
      }
    >
      <p className="mt-2 text-center text-xs text-muted">
        {t("lorenzLegend", { words, half: percent(half) })}
      </p>
    </ChartFrame>
  );
}
