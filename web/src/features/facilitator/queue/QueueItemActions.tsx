import { ArrowDown, ArrowUp, ArrowUpToLine, Ellipsis, MessageSquareQuote, UserX } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { holderOf, isConnected, may, mayInterrupt, useAct } from "@/features/room";
import { usePending, useRoom } from "@/shared/rt/hooks";
import type { RequestView } from "@/shared/rt/wire";
import { Button } from "@/shared/ui/Button";
import { ConfirmDialog } from "@/shared/ui/ConfirmDialog";
import { IconButton } from "@/shared/ui/IconButton";
import { Menu, type MenuEntry } from "@/shared/ui/Menu";

/** One request's buttons: dragging is an extra, never the only way. */
export function QueueItemActions({ request, total }: { request: RequestView; total: number }) {
  const { t } = useTranslation("facilitator");
  const act = useAct();
  const [denying, setDenying] = useState(false);
  const isFree = useRoom((state) => holderOf(state) === null);
  const breaksIn = useRoom((state) => mayInterrupt(state, request));
  const mayGrant = useRoom(may("grant_floor"));
  const connected = useRoom(isConnected);
  const granting = usePending(
    "grant_floor",
    (it) => it.type === "grant_floor" && it.request_id === request.request_id,
  );
  const { request_id, display_name: name, position } = request;
  const move = (to: number) => act({ type: "move_request", request_id, position: to });
  return (
    <div className="flex shrink-0 items-center gap-1 max-sm:w-full max-sm:justify-end">
      {mayGrant && (isFree || breaksIn) && (
        <Button
          size="sm"
          pending={granting}
          disabled={!connected}
          aria-label={isFree ? t("queue.grantTo", { name }) : t("queue.letInNamed", { name })}
          onClick={() => act({ type: "grant_floor", request_id })}
        >
          {isFree ? t("queue.grant") : t("queue.letIn")}
        </Button>
      )}
      <MoveButtons request={request} total={total} move={move} />
      <RequestMenu request={request} move={move} onDeny={() => setDenying(true)} />
      {denying && (
        <ConfirmDialog
          title={t("deny.title", { name })}
          action={t("deny.action")}
          danger
          reasonLabel={t("deny.reason")}
          reasonHint={t("deny.hint")}
          onConfirm={(reason) => act({ type: "deny_request", request_id, ...(reason ? { reason } : {}) })}
          onClose={() => setDenying(false)}
        >
          {t("deny.text", { position })}
        </ConfirmDialog>
      )}
    </div>
  );
}

interface MoveProps {
  request: RequestView;
  move: (to: number) => void;
}

function MoveButtons({ request, total, move }: MoveProps & { total: number }) {
  const { t } = useTranslation("facilitator");
  const allowed = useRoom(may("move_request"));
  const connected = useRoom(isConnected);
  const { display_name: name, position } = request;
  if (!allowed) return null;
  return (
    <>
      <IconButton
        label={t("queue.up", { name })}
        isDisabled={!connected || position === 1}
        onPress={() => move(position - 1)}
      >
        <ArrowUp size={16} aria-hidden="true" />
      </IconButton>
      <IconButton
        label={t("queue.down", { name })}
        isDisabled={!connected || position === total}
        onPress={() => move(position + 1)}
      >
        <ArrowDown size={16} aria-hidden="true" />
      </IconButton>
    </>
  );
}

function RequestMenu({ request, move, onDeny }: MoveProps & { onDeny: () => void }) {
  const { t } = useTranslation("facilitator");
  const act = useAct();
  const mayMove = useRoom(may("move_request"));
  const mayGiveLast = useRoom(may("give_last_word"));
  const mayDeny = useRoom(may("deny_request"));
  const connected = useRoom(isConnected);
  const icon = { size: 16, "aria-hidden": true } as const;
  const { participant_id, position, kind, explanation, display_name: name } = request;
  const entries: (MenuEntry | false)[] = [
    mayMove &&
      position > 1 && {
        id: "top",
        label: t("queue.toTop"),
        icon: <ArrowUpToLine {...icon} />,
        onAction: () => move(1),
      },
    mayGiveLast &&
      kind === "contribution" &&
      explanation.rule !== "last_word" && {
        id: "last",
        label: t("queue.lastWord"),
        icon: <MessageSquareQuote {...icon} />,
        onAction: () => act({ type: "give_last_word", participant_id }),
      },
    mayDeny && {
      id: "deny",
      label: t("queue.deny"),
      icon: <UserX {...icon} />,
      danger: true,
      divided: mayMove && position > 1,
      onAction: onDeny,
    },
  ];
  const shown = entries.filter((entry) => entry !== false);
  if (!connected || shown.length === 0) return null;
  return (
    <Menu label={t("queue.more", { name })} entries={shown}>
      <Ellipsis {...icon} />
    </Menu>
  );
}
