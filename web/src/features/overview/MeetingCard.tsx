import { DoorOpen, ListOrdered, Mic, Users } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Sparkline } from "@/shared/charts/Sparkline";
import { cx } from "@/shared/lib/cx";
import { Avatar } from "@/shared/ui/Avatar";
import { buttonClass } from "@/shared/ui/Button";
import { AlertList } from "./AlertList";
import { type Facts, factsOf } from "./facts";
import { PhaseTime, TimeText } from "./TimeText";
import type { Entry } from "./useBoard";

const edges = ["border-line", "border-line", "border-on-warn/40", "border-danger"];

/** One meeting at a glance. The whole card leads to its dashboard. */
export function MeetingCard({ entry, now }: { entry: Entry; now: number }) {
  const { t } = useTranslation("overview");
  const { summary, room, alerts } = entry;
  const facts = room && factsOf(room, now);
  const grave = alerts[0]?.severity ?? 0;
  return (
    <li
      data-testid="card"
      className={cx(
        "relative flex min-h-56 flex-col gap-3 rounded-xl border bg-raised p-4 hover:bg-hover/40",
        edges[grave],
      )}
    >
      <div className="flex items-start gap-2">
        <h2 className="min-w-0 flex-1 text-base leading-6 font-semibold">
          <Link
            to={`/meetings/${summary.id}/dashboard`}
            aria-label={t("openDashboard", { title: summary.title })}
            className="text-ink no-underline after:absolute after:inset-0 after:rounded-xl"
          >
            <bdi className="line-clamp-2">{summary.title}</bdi>
          </Link>
        </h2>
        <Link
          to={`/meetings/${summary.id}`}
          aria-label={t("openRoom", { title: summary.title })}
          title={t("room")}
          className={buttonClass("ghost", "sm", "relative -me-1.5 -mt-1 px-2 text-muted")}
        >
          <DoorOpen size={17} aria-hidden="true" />
        </Link>
      </div>
      {facts ? (
        <Body facts={facts} entry={entry} />
      ) : (
        <p className="text-sm text-muted">{t("waitingForIt")}</p>
      )}
    </li>
  );
}

function Body({ facts, entry }: { facts: Facts; entry: Entry }) {
  const { t } = useTranslation("overview");
  return (
    <>
      {facts.phase && (
        <p className="-mt-2 flex flex-wrap items-baseline gap-x-2 text-sm">
          <span className="text-muted tabular-nums">
            {t("phaseOf", { number: facts.phase.number, count: facts.phase.count })}
          </span>
          <span>{facts.phase.title}</span>
          <PhaseTime leftS={facts.phase.leftS} />
        </p>
      )}
      <Holder holder={facts.holder} />
      <AlertList alerts={entry.alerts} />
      <div className="mt-auto grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-3 text-sm">
        <Figure icon={<ListOrdered size={15} />} words={t("inQueue", { count: facts.waiting })}>
          {facts.waiting}
        </Figure>
        <Sparkline values={entry.trace} label={t("trace", { most: Math.max(...entry.trace) })} />
        <Figure icon={<Users size={15} />} words={t("online", { online: facts.online, count: facts.here })}>
          {facts.online}/{facts.here}
        </Figure>
      </div>
    </>
  );
}

function Figure({ icon, words, children }: { icon: ReactNode; words: string; children: ReactNode }) {
  return (
    <p className="flex items-center gap-1.5 tabular-nums" title={words}>
      <span aria-hidden="true" className="text-muted">
        {icon}
      </span>
      <span aria-hidden="true" className="font-semibold">
        {children}
      </span>
      <span className="sr-only">{words}</span>
    </p>
  );
}

function Holder({ holder }: { holder: Facts["holder"] }) {
  const { t } = useTranslation("overview");
  return (
    <div className="flex min-h-12 items-center gap-3 rounded-lg bg-surface px-3 py-2 text-sm">
      {holder ? (
        <>
          <Avatar id={holder.id} name={holder.name} />
          <p className="min-w-0 flex-1">
            <bdi className="block truncate font-semibold">{holder.name}</bdi>
            <TimeText holder={holder} />
          </p>
        </>
      ) : (
        <>
          <span
            aria-hidden="true"
            className="grid size-8 place-items-center rounded-full border-2 border-dashed border-edge text-muted"
          >
            <Mic size={15} />
          </span>
          <p className="text-muted">{t("free")}</p>
        </>
      )}
    </div>
  );
}
