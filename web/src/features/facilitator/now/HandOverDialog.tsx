import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { holderOf, maySpeak, meetingOf, useAct } from "@/features/room";
import { useRoom } from "@/shared/rt/hooks";
import { Button } from "@/shared/ui/Button";
import { Dialog, DialogActions } from "@/shared/ui/Dialog";
import { SelectField } from "@/shared/ui/TextField";

/** Gives the floor from who has it to somebody by name. */
export default function HandOverDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("facilitator");
  const { t: common } = useTranslation();
  const act = useAct();
  const meeting = useRoom(meetingOf);
  const holder = useRoom(holderOf);
  const interrupted = new Set(meeting.floor.suspended.map((turn) => turn.participant_id));
  const people = meeting.participants.filter(
    (each) =>
      maySpeak(each) &&
      each.participant_id !== holder?.participant_id &&
      !interrupted.has(each.participant_id),
  );
  const [chosen, setChosen] = useState(
    meeting.floor.queue[0]?.participant_id ?? people[0]?.participant_id ?? "",
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (chosen) act({ type: "hand_over_floor", participant_id: chosen });
    onClose();
  };
  return (
    <Dialog title={t("handOver.title")} onClose={onClose}>
      <form onSubmit={submit}>
        {people.length === 0 ? (
          <p className="text-sm text-muted">{t("handOver.nobody")}</p>
        ) : (
          <SelectField
            label={t("handOver.to")}
            hint={t("handOver.hint")}
            value={chosen}
            onChange={(event) => setChosen(event.target.value)}
            options={people.map((each) => ({ value: each.participant_id, label: each.display_name }))}
          />
        )}
        <DialogActions>
          <Button size="lg" onClick={onClose}>
            {common("cancel")}
          </Button>
          <Button size="lg" type="submit" tone="primary" disabled={people.length === 0}>
            {t("handOver.action")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
