import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { queueOf } from "@/features/room";
import { useMedia } from "@/shared/lib/useMedia";
import { useRoom } from "@/shared/rt/hooks";
import type { RequestView } from "@/shared/rt/wire";
import { Button } from "@/shared/ui/Button";
import { QueueItem, rowClass } from "./QueueItem";

/** Dragging takes much code: it comes after the page, and not at all to a finger, which has the buttons. */
const DragList = lazy(() => import("./DragList"));

/** A list that can be dragged keeps all its rows in the page; more than these are asked for. */
const shownAtFirst = 50;

export function QueueList() {
  const { t } = useTranslation("facilitator");
  const queue = useRoom(queueOf);
  const byFinger = useMedia("(pointer: coarse)");
  const [all, setAll] = useState(false);
  const shown = all ? queue : queue.slice(0, shownAtFirst);
  const plain = <PlainList shown={shown} />;
  return (
    <>
      {byFinger ? (
        plain
      ) : (
        <Suspense fallback={plain}>
          <DragList shown={shown} total={queue.length} />
        </Suspense>
      )}
      {shown.length < queue.length && (
        <Button tone="ghost" className="m-3" onClick={() => setAll(true)}>
          {t("queue.showAll", { count: queue.length })}
        </Button>
      )}
    </>
  );
}

function PlainList({ shown }: { shown: readonly RequestView[] }) {
  const { t } = useTranslation("facilitator");
  return (
    <ol aria-label={t("queue.list")}>
      {shown.map((request) => (
        <li key={request.request_id} data-testid="queue-item" className={rowClass}>
          <QueueItem request={request} />
        </li>
      ))}
    </ol>
  );
}
