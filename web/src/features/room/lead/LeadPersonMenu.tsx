import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRoom } from "@/shared/rt/hooks";
import { ConfirmDialog } from "@/shared/ui/ConfirmDialog";
import { Menu } from "@/shared/ui/Menu";
import { myId } from "../model";
import type { PersonMenuProps } from "../people/PersonMenu";
import { useAct } from "../useAct";
import { ExtraTimeDialog } from "./ExtraTimeDialog";
import { GroupDialog } from "./GroupDialog";
import OnBehalfDialog from "./OnBehalfDialog";
import { type PersonDialog, usePersonEntries } from "./personEntries";
import { RemoveDialog } from "./RemoveDialog";

export default function LeadPersonMenu({ person, label }: PersonMenuProps) {
  const { t } = useTranslation("room");
  const act = useAct();
  const [opened, setOpened] = useState<PersonDialog | null>(null);
  const isMe = useRoom((state) => myId(state) === person.participant_id);
  const entries = usePersonEntries(person, isMe, setOpened);
  const close = () => setOpened(null);
  const { participant_id } = person;
  return (
    <>
      {entries.length > 0 && (
        <Menu label={label} entries={entries}>
          <Ellipsis size={16} aria-hidden="true" />
        </Menu>
      )}
      {opened === "behalf" && <OnBehalfDialog personId={participant_id} onClose={close} />}
      {opened === "extra" && <ExtraTimeDialog person={person} onClose={close} />}
      {opened === "group" && <GroupDialog person={person} onClose={close} />}
      {opened === "remove" && <RemoveDialog person={person} onClose={close} />}
      {opened === "stepDown" && (
        <ConfirmDialog
          title={t("people.stepDownTitle")}
          action={t("people.stepDownAction")}
          onConfirm={() => act({ type: "change_role", participant_id, role: "participant" })}
          onClose={close}
        >
          {t("people.stepDownText")}
        </ConfirmDialog>
      )}
    </>
  );
}
