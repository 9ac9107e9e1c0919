import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { errorText } from "@/shared/api/error-text";
import { SettingsFields } from "@/shared/meeting/SettingsFields";
import { WhenFields } from "@/shared/meeting/WhenFields";
import { usePending, useRoom, useRoomClient } from "@/shared/rt/hooks";
import { Button } from "@/shared/ui/Button";
import { Dialog, DialogActions } from "@/shared/ui/Dialog";
import { Notice } from "@/shared/ui/Notice";
import { TextArea, TextField } from "@/shared/ui/TextField";
import { meetingOf } from "../model";

export function EditMeetingDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("room");
  const { t: common } = useTranslation();
  const client = useRoomClient();
  const meeting = useRoom(meetingOf);
  const pending = usePending("update_meeting");
  const [form, setForm] = useState(() => {
    const { title, description, scheduled_start, settings } = meeting;
    return { title, description, scheduled_start, settings };
  });
  const [error, setError] = useState<unknown>(null);
  const set = (change: Partial<typeof form>) => setForm({ ...form, ...change });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    client.send({ type: "update_meeting", ...form }).then(onClose, setError);
  };
  return (
    <Dialog title={t("edit.title")} isOpen onClose={onClose} wide>
      <form onSubmit={submit} className="flex flex-col gap-4">
        {error !== null && <Notice tone="danger">{errorText(error)}</Notice>}
        <TextField
          label={common("settings.title")}
          required
          maxLength={200}
          value={form.title}
          onChange={(event) => set({ title: event.target.value })}
        />
        <TextArea
          label={common("settings.description")}
          maxLength={4000}
          value={form.description}
          onChange={(event) => set({ description: event.target.value })}
        />
        {meeting.status === "scheduled" && (
          <WhenFields
            start={form.scheduled_start}
            error={error}
            onChange={(scheduled_start) => set({ scheduled_start })}
          />
        )}
        <SettingsFields settings={form.settings} error={error} onChange={(settings) => set({ settings })} />
        <DialogActions>
          <Button size="lg" onClick={onClose}>
            {common("cancel")}
          </Button>
          <Button size="lg" type="submit" tone="primary" pending={pending}>
            {common("save")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
