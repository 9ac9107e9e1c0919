import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { scrollable } from "@/shared/ui/scrollable";
import { AlertList } from "./AlertList";
import { factsOf } from "./facts";
import { PhaseTime, TimeText } from "./TimeText";
import type { Entry } from "./useBoard";

const cell = "px-3 py-2.5 text-start align-top first:ps-4 last:pe-4";

/** The same as the cards, a line each: for many meetings, and for who reads better in lines. */
export function MeetingTable({ board, now }: { board: readonly Entry[]; now: number }) {
  const { t } = useTranslation("overview");
  const columns = ["meeting", "alerts", "phase", "speaker", "queue", "people"] as const;
  return (
    <section
      aria-label={t("title")}
      {...scrollable}
      className="overflow-x-auto rounded-xl border border-line bg-raised"
    >
      <table className="w-full min-w-180 text-sm">
        <thead className="border-b border-line bg-surface text-xs text-muted">
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col" className={`${cell} py-2 font-semibold`}>
                {t(`column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {board.map((entry) => (
            <Row key={entry.summary.id} entry={entry} now={now} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ entry, now }: { entry: Entry; now: number }) {
  const { t } = useTranslation("overview");
  const { summary, room, alerts } = entry;
  const facts = room && factsOf(room, now);
  return (
    <tr data-testid="row" className="hover:bg-hover/40">
      <th scope="row" className={`${cell} min-w-48 font-semibold`}>
        <Link
          to={`/meetings/${summary.id}/dashboard`}
          aria-label={t("openDashboard", { title: summary.title })}
          className="text-ink no-underline hover:underline"
        >
          <bdi>{summary.title}</bdi>
        </Link>
      </th>
      <td className={cell}>{alerts.length > 0 ? <AlertList alerts={alerts} /> : t("fine")}</td>
      <td className={cell}>
        {facts?.phase && (
          <>
            {facts.phase.title}
            <span className="block text-xs">
              <PhaseTime leftS={facts.phase.leftS} />
            </span>
          </>
        )}
      </td>
      <td className={cell}>
        {facts?.holder ? (
          <>
            <bdi>{facts.holder.name}</bdi>
            <span className="block text-xs">
              <TimeText holder={facts.holder} />
            </span>
          </>
        ) : (
          <span className="text-muted">{t("free")}</span>
        )}
      </td>
      <td className={`${cell} tabular-nums`}>{facts?.waiting ?? "–"}</td>
      <td className={`${cell} tabular-nums`}>{facts ? `${facts.online}/${facts.here}` : "–"}</td>
    </tr>
  );
}
