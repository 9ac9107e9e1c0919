import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { clock } from "@/shared/i18n/format";
import { useRoom } from "@/shared/rt/hooks";
import type { ParticipantView } from "@/shared/rt/wire";
import { Button } from "@/shared/ui/Button";
import { Choice } from "@/shared/ui/Choice";
import { Dialog, DialogActions } from "@/shared/ui/Dialog";
import { meetingOf } from "../model";
import { useAct } from "../useAct";

/** Which side, party or team somebody belongs to. */
export function GroupDialog({ person, onClose }: { person: ParticipantView; onClose: () => void }) {
  const { t } = useTranslation("room");
  const { t: common } = useTranslation();
  const act = useAct();
  const groups = useRoom((state) => meetingOf(state).settings.groups);
  const spent = useRoom((state) => meetingOf(state).group_spoke_ms);
  const [group, setGroup] = useState(person.group ?? "");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    act({
      type: "assign_group",
      participant_id: person.participant_id,
      ...(group ? { group } : {}),
    });
    onClose();
  };
  const left = (key: string, budget: number | null) =>
    budget === null
      ? undefined
      : t("people.groupLeft", { time: clock(Math.max(0, budget - (spent[key] ?? 0)) / 1000) });
  return (
    <Dialog title={t("people.groupTitle", { name: person.display_name })} onClose={onClose}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Choice
          legend={t("people.groupOf")}
          name="group"
          value={group}
          onChange={setGroup}
          options={[
            { value: "", label: t("people.noGroup") },
            ...groups.map(({ key, title, budget_ms }) => ({
              value: key,
              label: <bdi>{title}</bdi>,
              detail: left(key, budget_ms),
            })),
          ]}
        />
        <DialogActions>
          <Button size="lg" onClick={onClose}>
            {common("cancel")}
          </Button>
          <Button size="lg" type="submit" tone="primary">
            {common("save")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
