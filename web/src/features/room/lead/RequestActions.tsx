import { ArrowDown, ArrowUp } from "lucide-react";
import { useTranslation } from "react-i18next";
import { cx } from "@/shared/lib/cx";
import { usePending, useRoom } from "@/shared/rt/hooks";
import type { RequestView } from "@/shared/rt/wire";
import { Button } from "@/shared/ui/Button";
import { IconButton } from "@/shared/ui/IconButton";
import { mayInterrupt } from "../interposing";
import { holderOf, isConnected, may, queueOf } from "../model";
import { useAct } from "../useAct";
import { RequestMenu } from "./RequestMenu";

export interface RequestActionsProps {
  request: RequestView;
  /** What to call it in the names of the buttons. */
  name: string;
}

interface Look {
  className?: string;
  /** Around the arrows, where they stand on their own. */
  bordered?: boolean;
}

/** What a facilitator does with one request. Buttons for everything: dragging is no way for everybody. */
export default function RequestActions({
  request,
  name,
  className,
  bordered = true,
}: RequestActionsProps & Look) {
  const { t } = useTranslation("room");
  const act = useAct();
  const mayGrant = useRoom(may("grant_floor"));
  const mayMove = useRoom(may("move_request"));
  const isFree = useRoom((state) => holderOf(state) === null);
  const interrupts = useRoom((state) => mayInterrupt(state, request));
  const connected = useRoom(isConnected);
  const { request_id, position } = request;
  const isLast = useRoom((state) => queueOf(state).length === position);
  const granting = usePending(
    "grant_floor",
    (it) => it.type === "grant_floor" && it.request_id === request_id,
  );
  const move = (to: number) => act({ type: "move_request", request_id, position: to });
  const icon = { size: 16, "aria-hidden": true } as const;
  return (
    <div className={cx("flex items-center gap-1", className)}>
      {mayGrant && (isFree || interrupts) && (
        <Button
          size="sm"
          pending={granting}
          disabled={!connected}
          aria-label={isFree ? t("queue.grantTo", { name }) : t("queue.letInFor", { name })}
          onClick={() => act({ type: "grant_floor", request_id })}
        >
          {isFree ? t("queue.grant") : t("queue.letIn")}
        </Button>
      )}
      {mayMove && (
        <>
          <IconButton
            bordered={bordered}
            label={t("queue.up", { name })}
            isDisabled={!connected || position === 1}
            onPress={() => move(position - 1)}
          >
            <ArrowUp {...icon} />
          </IconButton>
          <IconButton
            bordered={bordered}
            label={t("queue.down", { name })}
            isDisabled={!connected || isLast}
            onPress={() => move(position + 1)}
          >
            <ArrowDown {...icon} />
          </IconButton>
        </>
      )}
      <RequestMenu request={request} name={name} />
    </div>
  );
}
