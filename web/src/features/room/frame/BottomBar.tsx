import { History, ListOrdered, Users } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRoom } from "@/shared/rt/hooks";
import { Dialog } from "@/shared/ui/Dialog";
import { meetingOf, presentPeople, queueOf } from "../model";
import type { Panels } from "./SidePanel";

/** On a narrow screen the panels are sheets, opened from the edge the thumb reaches. */
export function BottomBar({ panels }: { panels: Panels }) {
  const { t } = useTranslation("room");
  const [open, setOpen] = useState<keyof Panels | null>(null);
  const waiting = useRoom((state) => queueOf(state).length);
  const people = useRoom((state) => presentPeople(meetingOf(state)).length);
  const entries = [
    { id: "queue", Icon: ListOrdered, count: waiting },
    { id: "people", Icon: Users, count: people },
    { id: "activity", Icon: History, count: 0 },
  ] as const;
  return (
    <nav
      aria-label={t("bottomBar")}
      className="flex border-t border-line bg-surface px-2 pb-[env(safe-area-inset-bottom)] lg:hidden"
    >
      {entries.map(({ id, Icon, count }) => (
        <button
          key={id}
          type="button"
          onClick={() => setOpen(id)}
          className="flex min-h-14 flex-1 flex-col items-center justify-center gap-0.5 rounded-lg text-xs text-muted hover:text-ink"
        >
          <span className="relative">
            <Icon size={20} aria-hidden="true" />
            {count > 0 && (
              <span className="absolute start-3.5 -top-1.5 min-w-4.5 rounded-full bg-brand px-1 text-center text-xs leading-4.5 font-semibold text-on-brand tabular-nums">
                {count}
              </span>
            )}
          </span>
          {t(`${id}.title`)}
        </button>
      ))}
      <Dialog
        title={t(`${open ?? "queue"}.title`)}
        isOpen={open !== null}
        onClose={() => setOpen(null)}
        look="sheet"
      >
        <div className="flex h-full flex-col">{open && panels[open]}</div>
      </Dialog>
    </nav>
  );
}
