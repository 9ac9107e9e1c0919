import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { errorText } from "@/shared/api/error-text";
import { usePending, useRoom, useRoomClient } from "@/shared/rt/hooks";
import type { AgendaItem, AgendaText } from "@/shared/rt/wire";
import { Button } from "@/shared/ui/Button";
import { Dialog, DialogActions } from "@/shared/ui/Dialog";
import { Notice } from "@/shared/ui/Notice";
import { SelectField, TextField } from "@/shared/ui/TextField";
import { meetingOf, presentPeople } from "../model";
import { type LinkDraft, LinkFields } from "./LinkFields";

function textOf(title: string, owner: string, minutes: string, links: LinkDraft[]): AgendaText {
  return {
    title: title.trim(),
    ...(owner ? { owner } : {}),
    ...(Number(minutes) > 0 ? { planned_ms: Math.round(Number(minutes) * 60_000) } : {}),
    links: links
      .map((link) => ({ title: link.title.trim() || link.url.trim(), url: link.url.trim() }))
      .filter((link) => link.url),
  };
}

/** A new item of the agenda, or another text for one. */
export function ItemDialog({ item, onClose }: { item?: AgendaItem; onClose: () => void }) {
  const { t } = useTranslation("room");
  const { t: common } = useTranslation();
  const client = useRoomClient();
  const people = useRoom((state) => meetingOf(state).participants);
  const adding = usePending("add_agenda_item");
  const editing = usePending("edit_agenda_item");
  const [title, setTitle] = useState(item?.title ?? "");
  const [owner, setOwner] = useState(item?.owner ?? "");
  const [minutes, setMinutes] = useState(item?.planned_ms ? String(item.planned_ms / 60_000) : "");
  const [links, setLinks] = useState<LinkDraft[]>(() =>
    (item?.links ?? []).map((link, key) => ({ ...link, key })),
  );
  const [error, setError] = useState<unknown>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const text = textOf(title, owner, minutes, links);
    const sent = item
      ? client.send({ type: "edit_agenda_item", item_id: item.item_id, item: text })
      : client.send({ type: "add_agenda_item", item: text });
    sent.then(onClose, setError);
  };
  return (
    <Dialog title={item ? t("agenda.editTitle") : t("agenda.addTitle")} onClose={onClose}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        {error !== null && <Notice tone="danger">{errorText(error)}</Notice>}
        <TextField
          label={t("agenda.name")}
          required
          maxLength={200}
          value={title}
          onChange={(event) => setTitle(event.target.value)}
        />
        <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_8rem]">
          <SelectField
            label={t("agenda.owner")}
            value={owner}
            onChange={(event) => setOwner(event.target.value)}
            options={[
              { value: "", label: t("agenda.nobody") },
              ...presentPeople(people).map((person) => ({
                value: person.participant_id,
                label: person.display_name,
              })),
            ]}
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
        </div>
        <LinkFields links={links} onChange={setLinks} />
        <DialogActions>
          <Button size="lg" onClick={onClose}>
            {common("cancel")}
          </Button>
          <Button size="lg" type="submit" tone="primary" pending={adding || editing}>
            {item ? common("save") : t("agenda.addAction")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
