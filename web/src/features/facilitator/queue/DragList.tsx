import { GripVertical } from "lucide-react";
import {
  Button as AriaButton,
  DropIndicator,
  GridList,
  GridListItem,
  useDragAndDrop,
} from "react-aria-components";
import { useTranslation } from "react-i18next";
import { isConnected, may, queueOf, useAct } from "@/features/room";
import { useRoom, useRoomClient } from "@/shared/rt/hooks";
import type { RequestView } from "@/shared/rt/wire";
import { dropPosition } from "../model";
import { QueueItem, rowClass } from "./QueueItem";

interface DragListProps {
  shown: readonly RequestView[];
  total: number;
}

/** The queue with three ways to change it: drag, buttons, and the keyboard (Enter on the handle, then arrows). */
export default function DragList({ shown, total }: DragListProps) {
  const { t } = useTranslation("facilitator");
  const act = useAct();
  const client = useRoomClient();
  const mayMove = useRoom(may("move_request"));
  const connected = useRoom(isConnected);
  const { dragAndDropHooks } = useDragAndDrop({
    isDisabled: !mayMove || !connected,
    getItems: (keys) =>
      Array.from(keys, (key) => ({
        "text/plain": shown.find((request) => request.request_id === key)?.display_name ?? "",
      })),
    onReorder: ({ keys, target }) => {
      const [dragged] = keys;
      if (typeof dragged !== "number" || typeof target.key !== "number" || target.dropPosition === "on")
        return;
      // The queue may have changed while it was dragged.
      const queue = queueOf(client.store.shown());
      const position = dropPosition(queue, dragged, target.key, target.dropPosition);
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
    <GridList
      aria-label={t("queue.list")}
      items={shown}
      dependencies={[total]}
      dragAndDropHooks={dragAndDropHooks}
      className="outline-none"
    >
      {(request) => (
        <GridListItem
          id={request.request_id}
          textValue={request.display_name}
          data-testid="queue-item"
          className={`${rowClass} group outline-offset-[-3px] data-[dragging]:opacity-50`}
        >
          <AriaButton
            slot="drag"
            aria-label={t("queue.drag", { name: request.display_name })}
            className="-ms-1.5 grid h-9 w-6 shrink-0 cursor-grab place-items-center rounded-md text-muted opacity-60 group-hover:opacity-100 data-[focus-visible]:opacity-100 data-[hovered]:bg-hover"
          >
            <GripVertical size={16} aria-hidden="true" />
          </AriaButton>
          <QueueItem request={request} />
        </GridListItem>
      )}
    </GridList>
  );
}
