import {
  DoorClosed,
  EllipsisVertical,
  FileText,
  Gauge,
  Keyboard,
  Link2,
  LogOut,
  Settings2,
} from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useRoom, useRoomClient } from "@/shared/rt/hooks";
import { ConfirmDialog } from "@/shared/ui/ConfirmDialog";
import { Menu, type MenuEntry } from "@/shared/ui/Menu";
import { leads, may, meetingOf } from "../model";
import { useAct } from "../useAct";
import { copyLink } from "./copyLink";
import { EditMeetingDialog } from "./EditMeetingDialog";

type Opened = "edit" | "leave" | "close" | null;

export function RoomMenu({ onHelp }: { onHelp: () => void }) {
  const { t } = useTranslation("room");
  const { meetingId } = useRoomClient();
  const navigate = useNavigate();
  const act = useAct();
  const [opened, setOpened] = useState<Opened>(null);
  const isOpen = useRoom((state) => meetingOf(state).status !== "closed");
  const leading = useRoom(leads);
  const mayEdit = useRoom(may("update_meeting"));
  const mayClose = useRoom(may("close_meeting"));
  const mayLeave = useRoom(may("leave"));
  const close = () => setOpened(null);
  const size = { size: 16, "aria-hidden": true } as const;
  const entries: (MenuEntry | false)[] = [
    { id: "link", label: t("actions.copyLink"), icon: <Link2 {...size} />, onAction: () => void copyLink() },
    isOpen &&
      leading && {
        id: "dashboard",
        label: t("actions.dashboard"),
        icon: <Gauge {...size} />,
        onAction: () => void navigate(`/meetings/${meetingId}/dashboard`),
      },
    isOpen &&
      mayEdit && {
        id: "edit",
        label: t("actions.edit"),
        icon: <Settings2 {...size} />,
        onAction: () => setOpened("edit"),
      },
    {
      id: "record",
      label: t("actions.record"),
      icon: <FileText {...size} />,
      onAction: () => void navigate(`/meetings/${meetingId}/record`),
    },
    { id: "help", label: t("actions.shortcuts"), icon: <Keyboard {...size} />, onAction: onHelp },
    isOpen &&
      mayLeave && {
        id: "leave",
        label: t("actions.leave"),
        icon: <LogOut {...size} />,
        divided: true,
        onAction: () => setOpened("leave"),
      },
    isOpen &&
      mayClose && {
        id: "close",
        label: t("actions.close"),
        icon: <DoorClosed {...size} />,
        danger: true,
        divided: !mayLeave,
        onAction: () => setOpened("close"),
      },
  ];
  return (
    <>
      <Menu label={t("menu")} entries={entries.filter((entry) => entry !== false)} className="size-9">
        <EllipsisVertical size={19} aria-hidden="true" />
      </Menu>
      {opened === "edit" && <EditMeetingDialog onClose={close} />}
      {opened === "leave" && (
        <ConfirmDialog
          title={t("actions.leaveTitle")}
          action={t("actions.leaveAction")}
          onConfirm={() => act({ type: "leave" })}
          onClose={close}
        >
          {t("actions.leaveText")}
        </ConfirmDialog>
      )}
      {opened === "close" && (
        <ConfirmDialog
          title={t("actions.closeTitle")}
          action={t("actions.closeAction")}
          danger
          onConfirm={() => act({ type: "close_meeting" })}
          onClose={close}
        >
          {t("actions.closeText")}
        </ConfirmDialog>
      )}
    </>
  );
}
