import { ExternalLink, UserRound } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { clock } from "@/shared/i18n/format";
import { cx } from "@/shared/lib/cx";
import { useAtTime, useRoom } from "@/shared/rt/hooks";
import { nameOf } from "@/shared/rt/reduce-queue";
import type { AgendaItem } from "@/shared/rt/wire";
import { Badge } from "@/shared/ui/Badge";
import { meetingOf } from "../model";
import { itemTime } from "./itemTime";
import { safeLink } from "./safeLink";

function Times({ item }: { item: AgendaItem }) {
  const { t } = useTranslation("room");
  const spent = useAtTime((now) => Math.floor(itemTime(item, now) / 1000));
  const planned = item.planned_ms === null ? null : item.planned_ms / 1000;
  if (planned === null && spent === 0) return null;
  const over = planned !== null && spent > planned;
  return (
    <span className={cx("tabular-nums", over && "font-semibold text-danger-ink")}>
      {planned === null
        ? t("agenda.spent", { time: clock(spent) })
        : spent === 0
          ? t("agenda.planned", { time: clock(planned) })
          : t("agenda.timeOf", { spent: clock(spent), planned: clock(planned) })}
    </span>
  );
}

interface AgendaRowProps {
  item: AgendaItem;
  number: number;
  isCurrent: boolean;
  actions: ReactNode;
}

export function AgendaRow({ item, number, isCurrent, actions }: AgendaRowProps) {
  const { t } = useTranslation("room");
  const owner = useRoom((state) => (item.owner === null ? "" : nameOf(meetingOf(state), item.owner)));
  return (
    <li
      data-testid="agenda-row"
      aria-current={isCurrent ? "step" : undefined}
      className={cx("flex gap-3 px-4 py-3", isCurrent && "bg-brand-soft text-on-brand-soft")}
    >
      <span className="w-5 shrink-0 text-center text-sm leading-5 font-semibold tabular-nums">{number}</span>
      <div className="min-w-0 flex-1">
        <p className="text-sm font-semibold break-words">
          <bdi>{item.title}</bdi>
        </p>
        <p className={cx("mt-1 flex flex-wrap items-center gap-x-3 text-xs", !isCurrent && "text-muted")}>
          {isCurrent && <Badge tone="turn">{t("agenda.now")}</Badge>}
          {owner && (
            <span className="inline-flex min-w-0 items-center gap-1">
              <UserRound size={13} aria-hidden="true" className="shrink-0" />
              <span className="sr-only">{t("agenda.owner")} </span>
              <bdi className="truncate">{owner}</bdi>
            </span>
          )}
          <Times item={item} />
        </p>
        {item.links.length > 0 && (
          <ul className="mt-1.5 flex flex-col items-start gap-1">
            {item.links.map((link) => (
              <li key={`${link.title} ${link.url}`} className="min-w-0 max-w-full text-sm">
                <a
                  href={safeLink(link.url)}
                  target="_blank"
                  rel="noreferrer noopener"
                  className="inline-flex max-w-full items-center gap-1.5 font-semibold text-brand"
                >
                  <ExternalLink size={14} aria-hidden="true" className="shrink-0" />
                  <bdi className="truncate">{link.title}</bdi>
                </a>
              </li>
            ))}
          </ul>
        )}
        {actions}
      </div>
    </li>
  );
}
