import { GripVertical } from "lucide-react";
import { type KeyboardEvent, useCallback } from "react";
import { Button, DropIndicator, GridList, GridListItem, useDragAndDrop } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { useRoom } from "@/shared/rt/hooks";
import type { RequestView } from "@/shared/rt/wire";
import { isConnected } from "../model";
import { useAct } from "../useAct";
import { droppedAt } from "./droppedAt";
import { LeadRow } from "./LeadRow";
import { PlainLeadQueue } from "./PlainLeadQueue";

export interface LeadQueueProps {
  queue: readonly RequestView[];
}

/** Beyond this a list to drag in is slow, and nobody drags over a hundred rows: the buttons stay. */
const draggableUpTo = 100;

/** The queue for who leads: rows to drag, by mouse, by touch and by keyboard, and buttons for everything as well. */
export default function LeadQueue(props: LeadQueueProps) {
  return props.queue.length > draggableUpTo ? <PlainLeadQueue {...props} /> : <DraggableQueue {...props} />;
}

function DraggableQueue({ queue }: LeadQueueProps) {
  const { t } = useTranslation("room");
  const act = useAct();
  const connected = useRoom(isConnected);
  const move = (request_id: number, position: number) => {
    if (position >= 1 && position <= queue.length) act({ type: "move_request", request_id, position });
  };
  const handle = useCallback(
    (name: string) => (
      <Button
        slot="drag"
        aria-label={t("queue.drag", { name })}
        className="-ms-2.5 grid w-6 shrink-0 cursor-grab place-items-center self-start rounded-md py-1.5 text-muted data-[hovered]:bg-hover data-[hovered]:text-ink max-lg:hidden"
      >
        <GripVertical size={16} aria-hidden="true" />
      </Button>
    ),
    [t],
  );
  const { dragAndDropHooks } = useDragAndDrop({
    isDisabled: !connected,
    getItems: (keys) =>
      queue
        .filter((request) => new Set(keys).has(request.request_id))
        .map((request) => ({ "text/plain": request.display_name })),
    renderDropIndicator: (target) => (
      <DropIndicator
        target={target}
        className="relative z-1 data-[drop-target]:outline-2 data-[drop-target]:outline-brand"
      />
    ),
    onReorder({ keys, target }) {
      const [moved] = keys;
      const position = droppedAt(queue, Number(moved), Number(target.key), target.dropPosition);
      // The server moves it; until then it stays where it is for everybody.
      if (position !== null) move(Number(moved), position);
    },
  });
  const byArrow = (event: KeyboardEvent) => {
    const step = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    if (!event.altKey || step === 0) return;
    const row = (event.target as HTMLElement).closest<HTMLElement>("[role=row]");
    const request = queue.find((each) => String(each.request_id) === row?.dataset.key);
    if (!request) return;
    event.preventDefault();
    event.stopPropagation();
    move(request.request_id, request.position + step);
  };
  return (
    <div onKeyDownCapture={byArrow}>
      <GridList
        aria-label={t("queue.list")}
        items={queue}
        dragAndDropHooks={dragAndDropHooks}
        keyboardNavigationBehavior="tab"
        className="divide-y divide-line outline-none"
      >
        {(request) => (
          <GridListItem
            id={request.request_id}
            textValue={request.display_name}
            className="data-[dragging]:opacity-50 data-[focus-visible]:-outline-offset-3"
          >
            <LeadRow request={request} handle={handle} />
          </GridListItem>
        )}
      </GridList>
    </div>
  );
}
