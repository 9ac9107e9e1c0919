import { BookOpen, FastForward } from "lucide-react";
import { useTranslation } from "react-i18next";
import { clock } from "@/shared/i18n/format";
import { narrow, useMedia } from "@/shared/lib/useMedia";
import { useAtTime, useRoom, useRoomClient } from "@/shared/rt/hooks";
import { itemTime } from "../agenda/itemTime";
import { currentItem, currentPlan, isLive, meetingOf } from "../model";

/** What the meeting is about just now. */
function CurrentItem({ onAgenda }: { onAgenda: () => void }) {
  const { t } = useTranslation("room");
  const item = useRoom(currentItem);
  const number = useRoom((state) => {
    const { items, current } = meetingOf(state).agenda;
    return items.findIndex((each) => each.item_id === current) + 1;
  });
  const count = useRoom((state) => meetingOf(state).agenda.items.length);
  const spent = useAtTime((now) => (item ? Math.floor(itemTime(item, now) / 1000) : 0));
  if (!item) return null;
  const time =
    item.planned_ms === null
      ? clock(spent)
      : t("agenda.timeOf", { spent: clock(spent), planned: clock(item.planned_ms / 1000) });
  return (
    <button
      type="button"
      data-testid="current-item"
      onClick={onAgenda}
      className="flex min-h-7 min-w-0 items-center gap-1.5 rounded-md text-muted hover:text-ink"
    >
      <BookOpen size={14} aria-hidden="true" className="shrink-0" />
      <span className="sr-only">{t("agenda.itemOf", { number, count })} </span>
      <span aria-hidden="true" className="tabular-nums">
        {number}/{count}
      </span>
      <bdi className="truncate font-semibold text-ink">{item.title}</bdi>
      <span className="shrink-0 tabular-nums">{time}</span>
    </button>
  );
}

const soonMs = 60_000;

/** Tells beforehand that the next phase comes by itself. */
function AutoAdvance() {
  const { t } = useTranslation("room");
  const { store } = useRoomClient();
  const isNarrow = useMedia(narrow);
  const automatic = useRoom((state) => {
    const { phase, phases } = meetingOf(state);
    return isLive(state) && phase?.ends_at != null && phase.index + 1 < phases.length
      ? (currentPlan(state)?.rules.auto_advance ?? false)
      : false;
  });
  const soon = useAtTime((now) => {
    const { phase } = meetingOf(store.shown());
    return phase?.ends_at ? Date.parse(phase.ends_at) - now < soonMs : false;
  });
  // A phone has no room for what is still far away.
  if (!automatic || (isNarrow && !soon)) return null;
  return (
    <p className="flex min-w-0 items-center gap-1.5 text-muted">
      <FastForward size={14} aria-hidden="true" className="shrink-0 rtl:-scale-x-100" />
      <span className="truncate">{t("phase.auto")}</span>
    </p>
  );
}

/** Under the phase: what it is about, and what happens at its end. */
export function PhaseNote({ onAgenda }: { onAgenda: () => void }) {
  return (
    <div className="flex min-w-0 flex-wrap gap-x-6 pb-1.5 text-sm empty:hidden">
      <CurrentItem onAgenda={onAgenda} />
      <AutoAdvance />
    </div>
  );
}
