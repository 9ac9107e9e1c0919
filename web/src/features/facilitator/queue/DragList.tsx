import { useState } from "react";
import { DropIndicator, GridList, useDragAndDrop } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { isConnected, may, queueOf, useAct } from "@/features/room";
import { useRoom, useRoomClient } from "@/shared/rt/hooks";
import { Button } from "@/shared/ui/Button";
import { dropPosition } from "../model";
import { QueueItem } from "./QueueItem";

/** A list that can be dragged keeps all its rows in the page; more than these are asked for. */
const shownAtFirst = 50;

/** The queue with three ways to change it: drag, buttons, and the keyboard (Enter on the handle, then arrows). */
export function QueueList() {
  const { t } = useTranslation("facilitator");
  const act = useAct();
  const client = useRoomClient();
  const queue = useRoom(queueOf);
  const mayMove = useRoom(may("move_request"));
  const connected = useRoom(isConnected);
  const [all, setAll] = useState(false);
  const shown = all ? queue : queue.slice(0, shownAtFirst);
  const { dragAndDropHooks } = useDragAndDrop({
    isDisabled: !mayMove || !connected,
    getItems: (keys) =>
      Array.from(keys, (key) => ({
        "text/plain": queue.find((request) => request.request_id === key)?.display_name ?? "",
      })),
    onReorder: ({ keys, target }) => {
      const [dragged] = keys;
      if (typeof dragged !== "number" || typeof target.key !== "number" || target.dropPosition === "on")
        return;
      // The queue may have changed while it was dragged.
      const position = dropPosition(queueOf(client.store.shown()), dragged, target.key, target.dropPosition);
      if (position !== null) act({ type: "move_request", request_id: dragged, position });
    },
    renderDropIndicator: (target) => (
      <DropIndicator
        target={target}
        className="mx-3 h-0.5 rounded-full bg-transparent data-[drop-target]:bg-brand"
      />
    ),
  });
  return (
    <>
      <GridList
        aria-label={t("queue.list")}
        items={shown}
        dependencies={[queue.length]}
        dragAndDropHooks={dragAndDropHooks}
        className="outline-none"
      >
        {(request) => <QueueItem id={request.request_id} request={request} total={queue.length} />}
      </GridList>
      {shown.length < queue.length && (
        <Button tone="ghost" className="m-3" onClick={() => setAll(true)}>
          {t("queue.showAll", { count: queue.length })}
        </Button>
      )}
    </>
  );
}
