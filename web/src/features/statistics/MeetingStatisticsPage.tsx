import { useQuery } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { errorText } from "@/shared/api/error-text";
import { readMeeting } from "@/shared/api/meetings";
import { readStats, statsOf } from "@/shared/api/stats";
import type { Stats } from "@/shared/api/types";
import { LorenzChart } from "@/shared/charts/LorenzChart";
import { ShareBars } from "@/shared/charts/ShareBars";
import { SpentBars } from "@/shared/charts/SpentBars";
import { TurnTimeline } from "@/shared/charts/TurnTimeline";
import { clock, dateTime, decimal } from "@/shared/i18n/format";
import { plainName } from "@/shared/lib/save-file";
import { Notice } from "@/shared/ui/Notice";
import { PageHeading } from "@/shared/ui/PageHeading";
import { useTitle } from "@/shared/ui/useTitle";
import { CsvButton } from "./CsvButton";
import { Figures } from "./Figures";
import { axisOf, lanesOf, sharesOf } from "./lanes";
import { PeopleTable } from "./PeopleTable";
import { RequestBar } from "./RequestBar";

/** All figures of one meeting, from its record alone. */
export default function MeetingStatisticsPage() {
  const { id = "" } = useParams();
  const { t } = useTranslation("stats");
  const meeting = useQuery({ queryKey: ["summary", id], queryFn: () => readMeeting(id) });
  const { data, error, dataUpdatedAt } = useQuery({
    queryKey: ["stats", id],
    queryFn: () => readStats(id),
    refetchInterval: meeting.data?.status === "live" ? 10_000 : false,
  });
  const title = meeting.data?.title ?? "";
  useTitle(title ? t("of", { title }) : t("title"));
  const problem = error ?? meeting.error;
  return (
    <div className="mx-auto flex w-full max-w-6xl flex-col gap-5">
      <Link
        to={`/meetings/${id}/record`}
        className="inline-flex items-center gap-2 self-start text-sm text-muted no-underline hover:text-ink"
      >
        <ArrowLeft size={16} aria-hidden="true" className="rtl:-scale-x-100" />
        {t("back")}
      </Link>
      <PageHeading
        title={title ? <bdi>{title}</bdi> : t("title")}
        lead={data?.started_at ? t("lead", { date: dateTime(data.started_at) }) : t("notStarted")}
        actions={data && <CsvButton path={statsOf(id)} name={`${plainName(title, "meeting")}-statistics`} />}
      />
      {problem && <Notice tone="danger">{errorText(problem)}</Notice>}
      {data && <Charts stats={data} now={dataUpdatedAt} />}
    </div>
  );
}

function Charts({ stats, now }: { stats: Stats; now: number }) {
  const { t } = useTranslation("stats");
  const shares = sharesOf(stats);
  const spoke = shares.filter((share) => share.turns > 0).length;
  return (
    <>
      <Figures
        figures={[
          { label: t("spoken"), value: clock(stats.total_speaking_ms / 1000) },
          { label: t("turns"), value: String(stats.turns) },
          { label: t("speakers"), value: `${spoke}/${shares.length}` },
          { label: t("gini"), value: decimal(stats.gini) },
          {
            label: t("waitMedian"),
            value: stats.waiting_time ? clock(stats.waiting_time.median_ms / 1000) : "–",
          },
          { label: t("interruptions"), value: String(stats.interruptions) },
        ]}
      />
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <ShareBars title={t("shares")} shares={shares} middle={stats.median_speaking_ms / 1000} />
        <LorenzChart title={t("lorenz")} values={shares.map((share) => share.seconds)} />
        <TurnTimeline
          title={t("timeline")}
          lanes={lanesOf(stats, now)}
          axis={axisOf(stats, now)}
          className="lg:col-span-full"
        />
      </div>
      <div className="grid gap-4 lg:grid-cols-2">
        <SpentBars
          title={t("phases")}
          empty={t("notStarted")}
          rows={stats.phases.map((phase) => ({
            id: phase.key,
            title: phase.title,
            plannedMs: phase.planned_ms,
            spentMs: phase.spent_ms,
            speakingMs: phase.speaking_ms,
            turns: phase.turns,
          }))}
        />
        {stats.items.length > 0 && (
          <SpentBars
            title={t("items")}
            empty={t("noItem")}
            rows={stats.items.map((item) => ({
              id: String(item.item_id),
              title: item.title,
              plannedMs: item.planned_ms,
              spentMs: item.spent_ms,
              speakingMs: item.speaking_ms,
              turns: item.turns,
            }))}
          />
        )}
        <RequestBar
          requests={stats.requests}
          waiting={stats.waiting_time}
          className={stats.items.length > 0 ? "lg:col-span-full" : ""}
        />
      </div>
      <PeopleTable stats={stats} />
    </>
  );
}
