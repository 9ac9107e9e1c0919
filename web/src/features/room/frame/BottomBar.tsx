import { BookOpen, History, ListOrdered, Users } from "lucide-react";
import { useTranslation } from "react-i18next";
import { cx } from "@/shared/lib/cx";
import { useRoom } from "@/shared/rt/hooks";
import { presentCount, queueOf } from "../model";
import { type PanelId, panelIds } from "./panels";

const icons = { queue: ListOrdered, people: Users, agenda: BookOpen, activity: History };

interface BottomBarProps {
  open: PanelId | null;
  onOpen: (id: PanelId | null) => void;
}

/** On a narrow screen the panels lie over the stage, opened from the edge the thumb reaches. */
export function BottomBar({ open, onOpen }: BottomBarProps) {
  const { t } = useTranslation("room");
  const waiting = useRoom((state) => queueOf(state).length);
  const people = useRoom(presentCount);
  const counts: Partial<Record<PanelId, number>> = { queue: waiting, people };
  return (
    <nav
      aria-label={t("bottomBar")}
      className="flex border-t border-line bg-surface px-2 pb-[env(safe-area-inset-bottom)]"
    >
      {panelIds.map((id) => {
        const Icon = icons[id];
        const count = counts[id] ?? 0;
        return (
          <button
            key={id}
            id={`open-${id}`}
            type="button"
            aria-expanded={open === id}
            onClick={() => onOpen(open === id ? null : id)}
            className={cx(
              "flex min-h-14 flex-1 flex-col items-center justify-center gap-0.5 rounded-lg text-xs hover:text-ink",
              open === id ? "font-semibold text-brand" : "text-muted",
            )}
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
        );
      })}
    </nav>
  );
}
