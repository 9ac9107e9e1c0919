import { Ellipsis, Flag, Lock, LockOpen, UserPlus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRoom } from "@/shared/rt/hooks";
import { Menu, type MenuEntry } from "@/shared/ui/Menu";
import { isConnected, isLive, may, meetingOf } from "../model";
import { useAct } from "../useAct";

const OnBehalfDialog = lazy(() => import("../lead/OnBehalfDialog"));

/** For a facilitator: for whom one may ask, and what the queue lets in. */
export function QueueMenu() {
  const { t } = useTranslation("room");
  const act = useAct();
  const [asking, setAsking] = useState(false);
  const admission = useRoom((state) => meetingOf(state).floor.admission);
  const over = useRoom((state) => meetingOf(state).status === "closed");
  const live = useRoom(isLive);
  const mayOpen = useRoom(may("open_queue"));
  const mayClose = useRoom(may("close_queue"));
  const mayAsk = useRoom(may("request_floor_for"));
  const connected = useRoom(isConnected);
  const icon = { size: 16, "aria-hidden": true } as const;
  const entries: (MenuEntry | false)[] = [
    mayAsk &&
      live && {
        id: "behalf",
        label: t("behalf.open"),
        icon: <UserPlus {...icon} />,
        onAction: () => setAsking(true),
      },
    mayOpen &&
      admission !== "open" && {
        id: "open",
        label: t("queue.openIt"),
        icon: <LockOpen {...icon} />,
        divided: live && mayAsk,
        onAction: () => act({ type: "open_queue" }),
      },
    mayClose &&
      admission !== "points_of_order" && {
        id: "points",
        label: t("queue.closeButPoints"),
        detail: t("queue.closeButPointsDetail"),
        icon: <Flag {...icon} />,
        divided: admission === "open" && live && mayAsk,
        onAction: () => act({ type: "close_queue", late: "points_of_order" }),
      },
    mayClose &&
      admission !== "closed" && {
        id: "close",
        label: t("queue.closeIt"),
        detail: t("queue.closeItDetail"),
        icon: <Lock {...icon} />,
        onAction: () => act({ type: "close_queue" }),
      },
  ];
  const shown = over ? [] : entries.filter((entry) => entry !== false);
  return (
    <>
      {shown.length > 0 && (
        <Menu label={t("queue.menu")} entries={shown} isDisabled={!connected}>
          <Ellipsis size={17} aria-hidden="true" />
        </Menu>
      )}
      {asking && (
        <Suspense>
          <OnBehalfDialog onClose={() => setAsking(false)} />
        </Suspense>
      )}
    </>
  );
}
