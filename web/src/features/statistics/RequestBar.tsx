import { useTranslation } from "react-i18next";
import type { Stats } from "@/shared/api/types";
import { StackedBar } from "@/shared/charts/StackedBar";
import { clock } from "@/shared/i18n/format";

type Counts = Stats["requests"];
const ends = [
  ["granted", 3],
  ["waiting", 1],
  ["withdrawn", 6],
  ["denied", 4],
  ["never_reached", 2],
] as const satisfies readonly (readonly [keyof Counts, number])[];

interface RequestBarProps {
  requests: Counts;
  waiting?: Stats["waiting_time"];
  className?: string;
}

/** What became of the requests, and how long those waited that were granted. */
export function RequestBar({ requests, waiting, className = "" }: RequestBarProps) {
  const { t } = useTranslation("stats");
  const times = waiting && [
    { label: t("waitMedian"), ms: waiting.median_ms },
    { label: t("waitMost"), ms: waiting.p90_ms },
    { label: t("waitLongest"), ms: waiting.max_ms },
  ];
  return (
    <StackedBar
      title={t("requests", { count: requests.made })}
      className={className}
      empty={t("noRequests")}
      parts={ends.map(([id, tone]) => ({ id, label: t(`end.${id}`), value: requests[id], tone }))}
    >
      {times && (
        <dl className="mt-4 grid grid-cols-3 gap-3 border-t border-line pt-3">
          {times.map(({ label, ms }) => (
            <div key={label} className="flex flex-col-reverse justify-end">
              <dt className="text-xs text-muted">{label}</dt>
              <dd className="text-lg font-semibold tabular-nums">{clock(ms / 1000)}</dd>
            </div>
          ))}
        </dl>
      )}
    </StackedBar>
  );
}
