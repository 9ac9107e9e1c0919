import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRoom } from "@/shared/rt/hooks";
import type { FloorKind } from "@/shared/rt/wire";
import { Button } from "@/shared/ui/Button";
import { Choice } from "@/shared/ui/Choice";
import { Dialog, DialogActions } from "@/shared/ui/Dialog";
import { TextArea } from "@/shared/ui/TextField";
import { kindOrder, openKinds } from "../model";
import { useAct } from "../useAct";

/** Asking with more than a hand: what for, and a few words. */
export function AskDialog({ usual, onClose }: { usual: FloorKind; onClose: () => void }) {
  const { t } = useTranslation("room");
  const { t: common } = useTranslation();
  const act = useAct();
  const open = useRoom(openKinds);
  const [kind, setKind] = useState(usual);
  const [note, setNote] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const words = note.trim();
    act({ type: "request_floor", kind, ...(words ? { note: words } : {}) });
    onClose();
  };
  return (
    <Dialog title={t("askDialog.title")} isOpen onClose={onClose}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Choice
          legend={t("askDialog.kind")}
          name="kind"
          value={kind}
          onChange={setKind}
          options={kindOrder
            .filter((each) => open.includes(each))
            .map((value) => ({
              value,
              label: common(`kind.${value}`),
              detail: t(`askDialog.${value}`),
            }))}
        />
        <TextArea
          label={t("askDialog.note")}
          hint={t("askDialog.noteHint")}
          maxLength={280}
          rows={2}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        <DialogActions>
          <Button size="lg" onClick={onClose}>
            {common("cancel")}
          </Button>
          <Button size="lg" type="submit" tone="primary">
            {t("floor.ask")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
