import { BookOpen } from "lucide-react";
import { lazy, Suspense, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useRoom } from "@/shared/rt/hooks";
import { Message } from "@/shared/ui/Message";
import { scrollable } from "@/shared/ui/scrollable";
import { may, meetingOf } from "../model";
import { useKeptFocus } from "../queue/useKeptFocus";
import { AgendaRow } from "./AgendaRow";

/** Only who leads the meeting fetches what it takes to lead. */
const AgendaTools = lazy(() => import("../lead/AgendaTools"));
const ItemActions = lazy(() => import("../lead/ItemActions"));

/** What the meeting is about, in order, with the time planned and the time used. */
export function AgendaPanel() {
  const { t } = useTranslation("room");
  const items = useRoom((state) => meetingOf(state).agenda.items);
  const current = useRoom((state) => meetingOf(state).agenda.current);
  const changes = useRoom((state) => may("change_agenda")(state) && meetingOf(state).status !== "closed");
  const box = useRef<HTMLDivElement>(null);
  useKeptFocus(box);
  return (
    <>
      {changes && (
        <Suspense fallback={<div className="min-h-12 border-b border-line" />}>
          <AgendaTools />
        </Suspense>
      )}
      <div
        ref={box}
        {...scrollable}
        className="min-h-0 flex-1 overflow-y-auto focus-visible:-outline-offset-3"
      >
        {items.length === 0 ? (
          <Message level="h3" icon={<BookOpen size={24} />} title={t("agenda.empty")}>
            {changes ? t("agenda.emptyLead") : t("agenda.emptyHint")}
          </Message>
        ) : (
          <ol aria-label={t("agenda.list")} className="divide-y divide-line">
            {items.map((item, index) => (
              <AgendaRow
                key={item.item_id}
                item={item}
                number={index + 1}
                isCurrent={item.item_id === current}
                actions={
                  changes && (
                    <Suspense fallback={<div className="mt-2 min-h-8 pointer-coarse:min-h-11" />}>
                      <ItemActions item={item} position={index + 1} total={items.length} />
                    </Suspense>
                  )
                }
              />
            ))}
          </ol>
        )}
      </div>
    </>
  );
}
