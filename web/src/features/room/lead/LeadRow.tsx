import { memo, type ReactNode } from "react";
import { useRoom } from "@/shared/rt/hooks";
import type { RequestView } from "@/shared/rt/wire";
import { queueOf } from "../model";
import { QueueRow } from "../queue/QueueRow";
import RequestActions from "./RequestActions";
import { uniqueName } from "./uniqueName";

interface LeadRowProps {
  request: RequestView;
  /** What to drag it by, given its name. */
  handle?: (name: string) => ReactNode;
}

/** A row with what can be done about it. It renders only when something about this request has changed. */
export const LeadRow = memo(function LeadRow({ request, handle }: LeadRowProps) {
  const name = useRoom((state) => uniqueName(queueOf(state), request));
  return (
    <QueueRow
      request={request}
      handle={handle?.(name)}
      actions={<RequestActions request={request} name={name} className="mt-2" />}
    />
  );
});
