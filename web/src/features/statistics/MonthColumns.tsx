import { useTranslation } from "react-i18next";
import type { OrganisationStats } from "@/shared/api/types";
import { percentOf } from "@/shared/charts/geometry";
import { month } from "@/shared/i18n/format";

const most = 12;

/** Meetings a month, the latest at the end. The table below has the same numbers. */
export function MonthColumns({ months }: { months: OrganisationStats["months"] }) {
  const { t } = useTranslation("stats");
  const shown = months.slice(0, most).toReversed();
  const highest = Math.max(1, ...shown.map((each) => each.held));
  if (shown.length < 2) return null;
  return (
    <section aria-labelledby="columns" className="rounded-xl border border-line bg-raised p-4 sm:p-5">
      <h2 id="columns" className="mb-3 text-sm font-semibold">
        {t("organisation.perMonth")}
      </h2>
      <div
        role="img"
        aria-label={shown.map((each) => `${month(each.month)}: ${each.held}`).join(", ")}
        className="flex h-40 items-stretch gap-2"
      >
        {shown.map((each) => (
          <div key={each.month} className="flex min-w-0 flex-1 flex-col text-center text-xs">
            <svg aria-hidden="true" className="min-h-0 w-full flex-1">
              <rect
                x="15%"
                width="70%"
                y={`${100 - percentOf(each.held, highest)}%`}
                height="100%"
                rx="4"
                className="fill-chart-1"
              />
            </svg>
            <span className="mt-1 font-semibold tabular-nums">{each.held}</span>
            <span className="truncate text-muted">{month(each.month, "short")}</span>
          </div>
        ))}
      </div>
    </section>
  );
}
