import { Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { may, meetingOf } from "@/features/room";
import { useRoom } from "@/shared/rt/hooks";
import { Button } from "@/shared/ui/Button";
import { AgendaRow } from "./AgendaRow";

const AddItemDialog = lazy(() => import("./AddItemDialog"));

/** What the meeting is about: each item with planned and actual time. */
export function Agenda() {
  const { t } = useTranslation("facilitator");
  const agenda = useRoom((state) => meetingOf(state).agenda);
  const isOpen = useRoom((state) => meetingOf(state).status !== "closed");
  const mayChange = useRoom(may("change_agenda"));
  const [adding, setAdding] = useState(false);
  if (agenda.items.length === 0 && (!mayChange || !isOpen)) return null;
  return (
    <section aria-labelledby="agenda" className="border-t border-line pt-3">
      <div className="mb-1 flex min-h-8 items-center justify-between gap-2">
        <h3 id="agenda" className="text-sm font-semibold">
          {t("agenda.title")}
        </h3>
        {mayChange && isOpen && (
          <Button size="sm" tone="ghost" onClick={() => setAdding(true)}>
            <Plus size={15} aria-hidden="true" />
            {t("agenda.add")}
          </Button>
        )}
      </div>
      {agenda.items.length === 0 ? (
        <p className="text-sm text-muted">{t("agenda.empty")}</p>
      ) : (
        <ol className="flex flex-col gap-0.5">
          {agenda.items.map((item, index) => (
            <AgendaRow
              key={item.item_id}
              item={item}
              number={index + 1}
              isCurrent={item.item_id === agenda.current}
            />
          ))}
        </ol>
      )}
      {adding && (
        <Suspense>
          <AddItemDialog onClose={() => setAdding(false)} />
        </Suspense>
      )}
    </section>
  );
}
