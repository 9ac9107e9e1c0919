import { Ellipsis, Forward, Mic, Minus, Plus, Undo2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { cx } from "@/shared/lib/cx";
import { narrow, useMedia } from "@/shared/lib/useMedia";
import { useRoom } from "@/shared/rt/hooks";
import type { RoomState } from "@/shared/rt/state";
import { Menu, type MenuEntry } from "@/shared/ui/Menu";
import { holderOf, isMine, may } from "../model";
import { useAct } from "../useAct";
import HandOverDialog from "./HandOverDialog";
import type { LeadProps } from "./LeadFloor";
import RecogniseDialog from "./RecogniseDialog";
import { stepMs } from "./TurnClock";

/** A grant made by hand can be taken back while it runs; what the rules did stands. */
const canUndo = (state: RoomState): boolean => {
  const holder = holderOf(state);
  return holder !== null && holder.granted_by !== null && holder.resumes === null;
};

const grounds = {
  secondary: "border border-edge bg-raised text-ink",
  onBrandQuiet: "border border-on-brand/70 text-on-brand data-[hovered]:bg-on-brand/10",
};

/** The seldom acts: hand over, take the last grant back, give the floor to anybody. */
export function TurnMenu({ tone, connected }: LeadProps) {
  const { t } = useTranslation("room");
  const act = useAct();
  const [opened, setOpened] = useState<"handOver" | "recognise" | null>(null);
  const held = useRoom((state) => holderOf(state) !== null);
  const mine = useRoom(isMine);
  const undoable = useRoom(canUndo);
  const isNarrow = useMedia(narrow);
  const limited = useRoom((state) => holderOf(state)?.limit_ms != null);
  const mayExtend = useRoom(may("extend_turn"));
  const mayGrant = useRoom(may("grant_floor"));
  const mayHandOver = useRoom(may("hand_over_floor"));
  const mayUndo = useRoom(may("undo_grant"));
  const icon = { size: 16, "aria-hidden": true } as const;
  const entries: (MenuEntry | false)[] = [
    !held &&
      mayGrant && {
        id: "recognise",
        label: t("recognise.open"),
        icon: <Mic {...icon} />,
        onAction: () => setOpened("recognise"),
      },
    ...(isNarrow && limited && mayExtend
      ? [
          {
            id: "more",
            label: t("lead.moreTurn"),
            icon: <Plus {...icon} />,
            onAction: () => act({ type: "extend_turn", by_ms: stepMs }),
          },
          {
            id: "less",
            label: t("lead.lessTurn"),
            icon: <Minus {...icon} />,
            onAction: () => act({ type: "extend_turn", by_ms: -stepMs }),
          },
        ]
      : []),
    // A holder has a button of their own for it, where there is room.
    held &&
      (!mine || isNarrow) &&
      mayHandOver && {
        id: "handOver",
        label: t("floor.handOver"),
        icon: <Forward {...icon} />,
        onAction: () => setOpened("handOver"),
      },
    undoable &&
      mayUndo && {
        id: "undo",
        label: t("lead.undo"),
        detail: t("lead.undoDetail"),
        icon: <Undo2 {...icon} />,
        onAction: () => act({ type: "undo_grant" }),
      },
  ];
  const shown = entries.filter((entry) => entry !== false);
  return (
    <>
      {shown.length > 0 && (
        <Menu
          label={t("lead.menu")}
          entries={shown}
          isDisabled={!connected}
          className={cx("size-11", grounds[tone === "onBrandQuiet" ? tone : "secondary"])}
        >
          <Ellipsis size={18} aria-hidden="true" />
        </Menu>
      )}
      {opened === "handOver" && <HandOverDialog onClose={() => setOpened(null)} />}
      {opened === "recognise" && <RecogniseDialog onClose={() => setOpened(null)} />}
    </>
  );
}
