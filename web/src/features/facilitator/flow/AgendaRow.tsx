import { CircleStop, Play } from "lucide-react";
import { useTranslation } from "react-i18next";
import { isConnected, may, meetingOf, useAct } from "@/features/room";
import { clock } from "@/shared/i18n/format";
import { cx } from "@/shared/lib/cx";
import { useRoom, useSecondsSince } from "@/shared/rt/hooks";
import type { AgendaItem } from "@/shared/rt/wire";
import { IconButton } from "@/shared/ui/IconButton";

interface AgendaRowProps {
  item: AgendaItem;
  number: number;
  isCurrent: boolean;
}

export function AgendaRow({ item, number, isCurrent }: AgendaRowProps) {
  const { t } = useTranslation("facilitator");
  const act = useAct();
  const isLive = useRoom((state) => meetingOf(state).status === "live");
  const mayChange = useRoom(may("change_agenda"));
  const connected = useRoom(isConnected);
  const running = useSecondsSince(item.entered_at) ?? 0;
  const spent = item.spent_ms / 1000 + (item.entered_at ? running : 0);
  const over = item.planned_ms !== null && spent * 1000 > item.planned_ms;
  const times = item.planned_ms === null ? "agenda.spent" : "agenda.spentOf";
  return (
    <li
      aria-current={isCurrent ? "step" : undefined}
      className={cx(
        "flex items-center gap-2 rounded-lg px-2 py-1 text-sm",
        isCurrent && "bg-brand-soft text-on-brand-soft",
      )}
    >
      <span className="w-4 shrink-0 text-center text-xs tabular-nums opacity-80">{number}</span>
      <span className="min-w-0 flex-1">
        <bdi className={cx("block truncate", isCurrent && "font-semibold")}>{item.title}</bdi>
        {(spent > 0 || item.planned_ms !== null) && (
          <span
            className={cx(
              "block text-xs tabular-nums",
              over ? "font-semibold text-danger-ink" : !isCurrent && "text-muted",
            )}
          >
            {t(times, { spent: clock(spent), planned: clock((item.planned_ms ?? 0) / 1000) })}
          </span>
        )}
      </span>
      {mayChange && isLive && (
        <IconButton
          label={
            isCurrent ? t("agenda.leave", { title: item.title }) : t("agenda.enter", { title: item.title })
          }
          tip={isCurrent ? t("agenda.leaveTip") : t("agenda.enterTip")}
          isDisabled={!connected}
          onPress={() => act({ type: "enter_agenda_item", ...(isCurrent ? {} : { item_id: item.item_id }) })}
        >
          {isCurrent ? <CircleStop size={15} aria-hidden="true" /> : <Play size={15} aria-hidden="true" />}
        </IconButton>
      )}
    </li>
  );
}
