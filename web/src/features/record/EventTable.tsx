import { useTranslation } from "react-i18next";
import { errorText } from "@/shared/api/error-text";
import type { Meeting } from "@/shared/api/types";
import { dateTime, timeOfDay } from "@/shared/i18n/format";
import { describe } from "@/shared/record/describe";
import { EventIcon } from "@/shared/record/EventIcon";
import { Button } from "@/shared/ui/Button";
import { Notice } from "@/shared/ui/Notice";
import { useRecord } from "./useRecord";

const cell = "px-3 py-1.5 first:ps-4 last:pe-4";

/** The record in words: number, time, what happened and the start of its seal. */
export function EventTable({ meeting }: { meeting: Meeting }) {
  const { t } = useTranslation("record");
  const { t: common } = useTranslation();
  const { lines, names, total, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage } =
    useRecord(meeting);
  if (error) return <Notice tone="danger">{errorText(error)}</Notice>;
  if (isPending) return <p className="text-sm text-muted">{common("loading")}</p>;
  return (
    <section aria-labelledby="events" className="min-w-0">
      <div className="mb-2 flex items-baseline justify-between gap-4">
        <h2 id="events" className="text-sm font-semibold text-muted">
          {t("events")}
        </h2>
        <p className="text-sm text-muted tabular-nums">{t("count", { shown: lines.length, total })}</p>
      </div>
      <div className="overflow-hidden rounded-xl border border-line bg-raised">
        <table className="w-full table-fixed text-start text-sm">
          <thead className="border-b border-line bg-surface text-xs text-muted">
            <tr>
              <th scope="col" className={`${cell} w-14 text-start font-semibold`}>
                {t("number")}
              </th>
              <th scope="col" className={`${cell} w-32 text-start font-semibold max-sm:hidden`}>
                {t("time")}
              </th>
              <th scope="col" className={`${cell} text-start font-semibold`}>
                {t("what")}
              </th>
              <th
                scope="col"
                title={t("sealHint")}
                className={`${cell} w-28 text-start font-semibold max-sm:hidden`}
              >
                {t("seal")}
              </th>
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {lines.map((line) => (
              <tr key={line.seq} data-testid="record-row">
                <td className={`${cell} text-muted tabular-nums`}>{line.seq}</td>
                <td className={`${cell} whitespace-nowrap text-muted tabular-nums max-sm:hidden`}>
                  <time dateTime={line.at} title={dateTime(line.at)}>
                    {timeOfDay(line.at, true)}
                  </time>
                </td>
                <td className={cell}>
                  <div className="flex items-center gap-2.5">
                    <EventIcon kind={line.kind} />
                    <p className="min-w-0 break-words">
                      {describe(line, names)}
                      <span className="block text-xs text-muted tabular-nums sm:hidden">
                        {timeOfDay(line.at, true)} · <code>{line.hash.slice(0, 8)}</code>
                      </span>
                    </p>
                  </div>
                </td>
                <td className={`${cell} max-sm:hidden`}>
                  <code className="font-mono text-xs text-muted" title={line.hash}>
                    {line.hash.slice(0, 10)}
                  </code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {lines.length === 0 && <p className="p-4 text-sm text-muted">{t("empty")}</p>}
      </div>
      <div className="mt-4 flex justify-center text-sm text-muted">
        {hasNextPage ? (
          <Button pending={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {common("showMore")}
          </Button>
        ) : (
          t("end")
        )}
      </div>
    </section>
  );
}
