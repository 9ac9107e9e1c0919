import { useQuery } from "@tanstack/react-query";
import { Hand } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { errorText } from "@/shared/api/error-text";
import { readMyStats } from "@/shared/api/stats";
import type { PersonStats } from "@/shared/api/types";
import { clock, dateTime, percent } from "@/shared/i18n/format";
import { buttonClass } from "@/shared/ui/Button";
import { Message } from "@/shared/ui/Message";
import { Notice } from "@/shared/ui/Notice";
import { PageHeading } from "@/shared/ui/PageHeading";
import { scrollable } from "@/shared/ui/scrollable";
import { useTitle } from "@/shared/ui/useTitle";
import { CsvButton } from "./CsvButton";
import { Figures } from "./Figures";
import { PageLinks } from "./PageLinks";
import { RequestBar } from "./RequestBar";

/** One's own part in meetings. Nobody else sees this page. */
export default function MyParticipationPage() {
  const { t } = useTranslation("stats");
  const { data, error } = useQuery({ queryKey: ["stats", "me"], queryFn: readMyStats });
  useTitle(t("mine.title"));
  const any = data && data.items.length > 0;
  return (
    <div className="mx-auto flex w-full max-w-5xl flex-1 flex-col gap-5">
      <PageHeading
        title={t("mine.title")}
        lead={t("mine.lead")}
        actions={any && <CsvButton path="/stats/me" name={t("mine.file")} />}
      />
      <PageLinks />
      {error && <Notice tone="danger">{errorText(error)}</Notice>}
      {data && !any && (
        <div className="grid flex-1 place-items-center">
          <Message
            icon={<Hand size={26} />}
            title={t("mine.empty")}
            actions={
              <Link to="/meetings" className={buttonClass("primary", "md")}>
                {t("mine.toMeetings")}
              </Link>
            }
          >
            {t("mine.emptyText")}
          </Message>
        </div>
      )}
      {any && <Body stats={data} />}
    </div>
  );
}

function Body({ stats }: { stats: PersonStats }) {
  const { t } = useTranslation("stats");
  const { median_waiting_ms: wait, requests } = stats.private;
  return (
    <>
      <Figures
        figures={[
          { label: t("mine.meetings"), value: String(stats.meetings) },
          { label: t("spoken"), value: clock(stats.speaking_seconds) },
          { label: t("turns"), value: String(stats.turns) },
          {
            label: t("mine.perTurn"),
            value: stats.turns > 0 ? clock(stats.speaking_seconds / stats.turns) : "–",
          },
          { label: t("waitMedian"), value: wait === null ? "–" : clock(wait / 1000) },
          { label: t("mine.asked"), value: String(requests.made) },
        ]}
      />
      {stats.meetings < stats.meetings_total && (
        <Notice>{t("latestOf", { count: stats.meetings, total: stats.meetings_total })}</Notice>
      )}
      <RequestBar requests={requests} />
      <Meetings stats={stats} />
    </>
  );
}

const cell = "px-3 py-2.5 first:ps-4 last:pe-4 whitespace-nowrap tabular-nums";

function Meetings({ stats }: { stats: PersonStats }) {
  const { t } = useTranslation("stats");
  const { t: common } = useTranslation();
  const columns = ["time", "share", "turns", "wait"] as const;
  return (
    <section
      aria-label={t("mine.byMeeting")}
      {...scrollable}
      className="overflow-x-auto rounded-xl border border-line bg-raised"
    >
      <table className="w-full text-sm">
        <thead className="border-b border-line bg-surface text-xs text-muted">
          <tr>
            <th scope="col" className={`${cell} text-start font-semibold`}>
              {t("meeting")}
            </th>
            {columns.map((column) => (
              <th key={column} scope="col" className={`${cell} text-end font-semibold`}>
                {t(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {stats.items.map((item) => (
            <tr key={item.meeting_id}>
              <th scope="row" className="px-3 py-2.5 ps-4 text-start font-normal">
                <Link to={`/meetings/${item.meeting_id}/statistics`} className="font-semibold text-ink">
                  <bdi>{item.title}</bdi>
                </Link>
                <span className="block text-xs text-muted">
                  {common(`role.${item.role}`)}
                  {item.started_at && ` · ${dateTime(item.started_at)}`}
                </span>
              </th>
              <td className={`${cell} text-end`}>{clock(item.speaking_seconds)}</td>
              <td className={`${cell} text-end`}>{percent(item.share)}</td>
              <td className={`${cell} text-end`}>{item.turns}</td>
              <td className={`${cell} text-end`}>
                {item.private.median_waiting_ms === null ? "–" : clock(item.private.median_waiting_ms / 1000)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
