import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ParticipantView } from "@/shared/rt/wire";
import { Button } from "@/shared/ui/Button";
import { Choice } from "@/shared/ui/Choice";
import { Dialog, DialogActions } from "@/shared/ui/Dialog";
import { TextArea } from "@/shared/ui/TextField";
import { useAct } from "../useAct";

export function RemoveDialog({ person, onClose }: { person: ParticipantView; onClose: () => void }) {
  const { t } = useTranslation("room");
  const { t: common } = useTranslation();
  const act = useAct();
  const [rejoin, setRejoin] = useState<"allowed" | "banned">("allowed");
  const [reason, setReason] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const words = reason.trim();
    act({
      type: "remove_participant",
      participant_id: person.participant_id,
      rejoin,
      ...(words ? { reason: words } : {}),
    });
    onClose();
  };
  return (
    <Dialog
      title={t("people.removeTitle", { name: person.display_name })}
      onClose={onClose}
      role="alertdialog"
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        <p className="text-sm text-muted">{t("people.removeText")}</p>
        <Choice
          legend={t("people.rejoin")}
          name="rejoin"
          value={rejoin}
          onChange={setRejoin}
          options={[
            { value: "allowed", label: t("people.allowed") },
            { value: "banned", label: t("people.banned") },
          ]}
        />
        <TextArea
          label={t("queue.reason")}
          hint={t("queue.reasonHint")}
          maxLength={280}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <DialogActions>
          <Button size="lg" onClick={onClose}>
            {common("cancel")}
          </Button>
          <Button size="lg" type="submit" tone="danger">
            {t("people.removeAction")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
