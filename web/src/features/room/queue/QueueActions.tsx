import { ArrowDown, ArrowUp, ArrowUpToLine, Ellipsis, UserX } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { usePending, useRoom } from "@/shared/rt/hooks";
import type { RequestView } from "@/shared/rt/wire";
import { Button } from "@/shared/ui/Button";
import { ConfirmDialog } from "@/shared/ui/ConfirmDialog";
import { IconButton } from "@/shared/ui/IconButton";
import { Menu } from "@/shared/ui/Menu";
import { holderOf, isConnected, may } from "../model";
import { useAct } from "../useAct";

/** What a facilitator does with one request. Buttons for everything: dragging is no way for a keyboard or a phone. */
export function QueueActions({ request, total }: { request: RequestView; total: number }) {
  const { t } = useTranslation("room");
  const act = useAct();
  const [denying, setDenying] = useState(false);
  const mayGrant = useRoom(may("grant_floor"));
  const mayMove = useRoom(may("move_request"));
  const mayDeny = useRoom(may("deny_request"));
  const isFree = useRoom((state) => holderOf(state) === null);
  const connected = useRoom(isConnected);
  const { request_id, display_name: name, position } = request;
  const granting = usePending(
    "grant_floor",
    (it) => it.type === "grant_floor" && it.request_id === request_id,
  );
  if (!mayGrant && !mayMove && !mayDeny) return null;
  const move = (to: number) => act({ type: "move_request", request_id, position: to });
  const icon = { size: 16, "aria-hidden": true } as const;
  return (
    <div className="mt-2 flex items-center gap-1">
      {mayGrant && isFree && (
        <Button
          size="sm"
          pending={granting}
          disabled={!connected}
          aria-label={t("queue.grantTo", { name })}
          onClick={() => act({ type: "grant_floor", request_id })}
        >
          {t("queue.grant")}
        </Button>
      )}
      {mayMove && (
        <>
          <IconButton
            bordered
            label={t("queue.up", { name })}
            isDisabled={!connected || position === 1}
            onPress={() => move(position - 1)}
          >
            <ArrowUp {...icon} />
          </IconButton>
          <IconButton
            bordered
            label={t("queue.down", { name })}
            isDisabled={!connected || position === total}
            onPress={() => move(position + 1)}
          >
            <ArrowDown {...icon} />
          </IconButton>
        </>
      )}
      <Menu
        label={t("queue.more", { name })}
        entries={[
          ...(mayMove && position > 1
            ? [
                {
                  id: "top",
                  label: t("queue.toTop"),
                  icon: <ArrowUpToLine {...icon} />,
                  onAction: () => move(1),
                },
              ]
            : []),
          ...(mayDeny
            ? [
                {
                  id: "deny",
                  label: t("queue.deny"),
                  icon: <UserX {...icon} />,
                  danger: true,
                  onAction: () => setDenying(true),
                },
              ]
            : []),
        ]}
      >
        <Ellipsis {...icon} />
      </Menu>
      {denying && (
        <ConfirmDialog
          title={t("queue.denyTitle", { name })}
          action={t("queue.denyAction")}
          danger
          reasonLabel={t("queue.reason")}
          reasonHint={t("queue.reasonHint")}
          onConfirm={(reason) => act({ type: "deny_request", request_id, ...(reason ? { reason } : {}) })}
          onClose={() => setDenying(false)}
        >
          {t("queue.denyText")}
        </ConfirmDialog>
      )}
    </div>
  );
}
