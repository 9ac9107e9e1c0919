import { ArrowDown, ArrowUp, Ellipsis, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRoom } from "@/shared/rt/hooks";
import type { AgendaItem } from "@/shared/rt/wire";
import { Button } from "@/shared/ui/Button";
import { ConfirmDialog } from "@/shared/ui/ConfirmDialog";
import { IconButton } from "@/shared/ui/IconButton";
import { Menu } from "@/shared/ui/Menu";
import { isConnected, meetingOf } from "../model";
import { useAct } from "../useAct";
import { ItemDialog } from "./ItemDialog";

interface ItemActionsProps {
  item: AgendaItem;
  position: number;
  total: number;
}

/** What a facilitator does with one item of the agenda. */
export default function ItemActions({ item, position, total }: ItemActionsProps) {
  const { t } = useTranslation("room");
  const act = useAct();
  const [opened, setOpened] = useState<"edit" | "remove" | null>(null);
  const isCurrent = useRoom((state) => meetingOf(state).agenda.current === item.item_id);
  const connected = useRoom(isConnected);
  const { item_id, title } = item;
  const name = title;
  const icon = { size: 16, "aria-hidden": true } as const;
  const close = () => setOpened(null);
  const move = (to: number) => act({ type: "move_agenda_item", item_id, position: to });
  return (
    <div className="mt-2 flex items-center gap-1">
      {isCurrent ? (
        <Button
          size="sm"
          disabled={!connected}
          aria-label={t("agenda.leaveIt", { name })}
          onClick={() => act({ type: "enter_agenda_item" })}
        >
          {t("agenda.leave")}
        </Button>
      ) : (
        <Button
          size="sm"
          disabled={!connected}
          aria-label={t("agenda.enterIt", { name })}
          onClick={() => act({ type: "enter_agenda_item", item_id })}
        >
          {t("agenda.enter")}
        </Button>
      )}
      <IconButton
        bordered
        label={t("agenda.up", { name })}
        isDisabled={!connected || position === 1}
        onPress={() => move(position - 1)}
      >
        <ArrowUp {...icon} />
      </IconButton>
      <IconButton
        bordered
        label={t("agenda.down", { name })}
        isDisabled={!connected || position === total}
        onPress={() => move(position + 1)}
      >
        <ArrowDown {...icon} />
      </IconButton>
      <Menu
        label={t("agenda.more", { name })}
        isDisabled={!connected}
        entries={[
          {
            id: "edit",
            label: t("agenda.edit"),
            icon: <Pencil {...icon} />,
            onAction: () => setOpened("edit"),
          },
          ...(isCurrent
            ? []
            : [
                {
                  id: "remove",
                  label: t("agenda.remove"),
                  icon: <Trash2 {...icon} />,
                  danger: true,
                  onAction: () => setOpened("remove"),
                },
              ]),
        ]}
      >
        <Ellipsis {...icon} />
      </Menu>
      {opened === "edit" && <ItemDialog item={item} onClose={close} />}
      {opened === "remove" && (
        <ConfirmDialog
          title={t("agenda.removeTitle", { name })}
          action={t("agenda.removeAction")}
          danger
          onConfirm={() => act({ type: "remove_agenda_item", item_id })}
          onClose={close}
        >
          {t("agenda.removeText")}
        </ConfirmDialog>
      )}
    </div>
  );
}
