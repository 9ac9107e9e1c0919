import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAct } from "@/features/room";
import { Button } from "@/shared/ui/Button";
import { Dialog, DialogActions } from "@/shared/ui/Dialog";
import { TextField } from "@/shared/ui/TextField";

export default function AddItemDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("facilitator");
  const { t: common } = useTranslation();
  const act = useAct();
  const [title, setTitle] = useState("");
  const [minutes, setMinutes] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const planned = Math.round(Number(minutes) * 60_000);
    const item = { title: title.trim(), links: [], ...(planned > 0 ? { planned_ms: planned } : {}) };
    if (item.title) act({ type: "add_agenda_item", item });
    onClose();
  };
  return (
    <Dialog title={t("agenda.addTitle")} onClose={onClose}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <TextField
          label={t("agenda.what")}
          required
          maxLength={200}
          value={title}
          onChange={(event) => setTitle(event.target.value)}
        />
        <TextField
          label={t("agenda.minutes")}
          type="number"
          inputMode="numeric"
          min={1}
          max={1440}
          value={minutes}
          onChange={(event) => setMinutes(event.target.value)}
        />
        <DialogActions>
          <Button size="lg" onClick={onClose}>
            {common("cancel")}
          </Button>
          <Button size="lg" type="submit" tone="primary">
            {t("agenda.addAction")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
