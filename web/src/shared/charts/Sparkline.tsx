import { sparkPath } from "./geometry";

const width = 120;
const height = 28;

/** A small line without axes. The sentence says what it shows; the newest value stands as a number beside it. */
export function Sparkline({ values, label }: { values: readonly number[]; label: string }) {
  // Headroom: a full block would look like an alarm.
  const top = Math.max(4, ...values) + 1;
  const line = sparkPath(values, width, height - 4, top);
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 -2 ${width} ${height}`}
      preserveAspectRatio="none"
      className="h-7 w-full min-w-16 rtl:-scale-x-100"
    >
      <path d={`${line} V${height} H0 Z`} className="fill-chart-1" opacity="0.12" />
      <path
        d={line}
        className="fill-none stroke-chart-1 stroke-2"
        strokeLinejoin="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
