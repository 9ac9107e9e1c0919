import { ArrowUpToLine, Ellipsis, ListMinus, ListOrdered, MessageSquareQuote, UserX } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRoom } from "@/shared/rt/hooks";
import { Menu, type MenuEntry } from "@/shared/ui/Menu";
import { isConnected, may, queueOf } from "../model";
import { useAct } from "../useAct";
import type { RequestActionsProps } from "./RequestActions";

const DenyDialog = lazy(() => import("./DenyDialog"));
const MoveDialog = lazy(() => import("./MoveDialog"));

/** The rest of what can be done with a request. */
export function RequestMenu({ request, name }: RequestActionsProps) {
  const { t } = useTranslation("room");
  const act = useAct();
  const [opened, setOpened] = useState<"deny" | "move" | null>(null);
  const several = useRoom((state) => queueOf(state).length > 2);
  const connected = useRoom(isConnected);
  const mayMove = useRoom(may("move_request"));
  const mayDeny = useRoom(may("deny_request"));
  const mayTakeOut = useRoom(may("withdraw_any_request"));
  const mayLast = useRoom(may("give_last_word"));
  const { request_id, participant_id, position, kind, explanation } = request;
  const icon = { size: 16, "aria-hidden": true } as const;
  const close = () => setOpened(null);
  const entries: (MenuEntry | false)[] = [
    mayMove &&
      position > 1 && {
        id: "top",
        label: t("queue.toTop"),
        icon: <ArrowUpToLine {...icon} />,
        onAction: () => act({ type: "move_request", request_id, position: 1 }),
      },
    mayMove &&
      several && {
        id: "move",
        label: t("queue.moveTo"),
        icon: <ListOrdered {...icon} />,
        onAction: () => setOpened("move"),
      },
    mayLast &&
      kind === "contribution" &&
      explanation.rule !== "last_word" && {
        id: "last",
        label: t("queue.lastWord"),
        icon: <MessageSquareQuote {...icon} />,
        onAction: () => act({ type: "give_last_word", participant_id }),
      },
    mayTakeOut && {
      id: "out",
      label: t("queue.takeOut"),
      icon: <ListMinus {...icon} />,
      divided: true,
      onAction: () => act({ type: "withdraw_request", request_id }),
    },
    mayDeny && {
      id: "deny",
      label: t("queue.deny"),
      icon: <UserX {...icon} />,
      danger: true,
      onAction: () => setOpened("deny"),
    },
  ];
  return (
    <>
      <Menu
        label={t("queue.more", { name })}
        isDisabled={!connected}
        entries={entries.filter((entry) => entry !== false)}
      >
        <Ellipsis {...icon} />
      </Menu>
      {opened === "move" && (
        <Suspense>
          <MoveDialog request={request} name={name} onClose={close} />
        </Suspense>
      )}
      {opened === "deny" && (
        <Suspense>
          <DenyDialog request={request} name={name} onClose={close} />
        </Suspense>
      )}
    </>
  );
}
