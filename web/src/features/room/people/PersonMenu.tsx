import { Ellipsis, Mic, UserMinus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRoom } from "@/shared/rt/hooks";
import type { ParticipantView } from "@/shared/rt/wire";
import { Menu, type MenuEntry } from "@/shared/ui/Menu";
import { holderOf, isConnected, may, meetingOf, myId } from "../model";
import { useAct } from "../useAct";
import { RemoveDialog } from "./RemoveDialog";

/** What a facilitator can do with a person; absent for everybody else. */
export function PersonMenu({ person }: { person: ParticipantView }) {
  const { t } = useTranslation("room");
  const act = useAct();
  const [removing, setRemoving] = useState(false);
  const mayGrant = useRoom(may("grant_floor"));
  const mayRemove = useRoom(may("remove_participant"));
  const isLive = useRoom((state) => meetingOf(state).status === "live");
  const isOpen = useRoom((state) => meetingOf(state).status !== "closed");
  const isFree = useRoom((state) => holderOf(state) === null);
  const isMe = useRoom((state) => myId(state) === person.participant_id);
  const connected = useRoom(isConnected);
  const icon = { size: 16, "aria-hidden": true } as const;
  const canSpeak = person.role !== "observer" && person.standing === "present";
  const entries: (MenuEntry | false)[] = [
    mayGrant &&
      isLive &&
      isFree &&
      canSpeak && {
        id: "give",
        label: t("people.give"),
        icon: <Mic {...icon} />,
        onAction: () => act({ type: "grant_floor", participant_id: person.participant_id }),
      },
    mayRemove &&
      isOpen &&
      !isMe &&
      person.standing !== "banned" && {
        id: "remove",
        label: t("people.remove"),
        icon: <UserMinus {...icon} />,
        danger: true,
        onAction: () => setRemoving(true),
      },
  ];
  const shown = entries.filter((entry) => entry !== false);
  return (
    <>
      {connected && shown.length > 0 && (
        <Menu label={t("people.more", { name: person.display_name })} entries={shown}>
          <Ellipsis {...icon} />
        </Menu>
      )}
      {removing && <RemoveDialog person={person} onClose={() => setRemoving(false)} />}
    </>
  );
}
