import { ArrowRight, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { usePending, useRoom } from "@/shared/rt/hooks";
import { Button } from "@/shared/ui/Button";
import { isConnected, meetingOf } from "../model";
import { useAct } from "../useAct";
import { ItemDialog } from "./ItemDialog";

/** Adds an item, and goes on to the next one. */
export default function AgendaTools() {
  const { t } = useTranslation("room");
  const act = useAct();
  const [adding, setAdding] = useState(false);
  const { items, current } = useRoom((state) => meetingOf(state).agenda);
  const connected = useRoom(isConnected);
  const entering = usePending("enter_agenda_item");
  const next = items[items.findIndex((item) => item.item_id === current) + 1];
  return (
    <div className="flex min-h-12 items-center justify-between gap-2 border-b border-line px-4 py-1.5">
      <Button size="sm" disabled={!connected} aria-haspopup="dialog" onClick={() => setAdding(true)}>
        <Plus size={15} aria-hidden="true" />
        {t("agenda.add")}
      </Button>
      {next && (
        <Button
          size="sm"
          pending={entering}
          disabled={!connected}
          onClick={() => act({ type: "enter_agenda_item", item_id: next.item_id })}
        >
          {current === null ? t("agenda.first") : t("agenda.next")}
          <ArrowRight size={15} aria-hidden="true" className="rtl:-scale-x-100" />
        </Button>
      )}
      {current !== null && !next && (
        <Button
          size="sm"
          tone="ghost"
          pending={entering}
          disabled={!connected}
          onClick={() => act({ type: "enter_agenda_item" })}
        >
          {t("agenda.finish")}
        </Button>
      )}
      {adding && <ItemDialog onClose={() => setAdding(false)} />}
    </div>
  );
}
