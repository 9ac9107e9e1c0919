import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ParticipantView } from "@/shared/rt/wire";
import { Button } from "@/shared/ui/Button";
import { Choice } from "@/shared/ui/Choice";
import { Dialog, DialogActions } from "@/shared/ui/Dialog";
import { useAct } from "../useAct";

const steps = ["0", "25", "50", "100"] as const;

/** More time for everything this person says: an arrangement, not a favour, so it is made once. */
export function ExtraTimeDialog({ person, onClose }: { person: ParticipantView; onClose: () => void }) {
  const { t } = useTranslation("room");
  const { t: common } = useTranslation();
  const act = useAct();
  const [percent, setPercent] = useState(String(person.extra_time_percent));
  const options = steps.some((step) => step === percent) ? steps : [...steps, percent];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    act({ type: "set_extra_time", participant_id: person.participant_id, percent: Number(percent) });
    onClose();
  };
  return (
    <Dialog title={t("people.extraTitle", { name: person.display_name })} onClose={onClose}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <p className="text-sm text-muted">{t("people.extraText")}</p>
        <Choice
          legend={t("people.extraTime")}
          name="percent"
          look="segments"
          value={percent}
          onChange={setPercent}
          options={options.map((value) => ({
            value,
            label: value === "0" ? t("people.noExtra") : t("people.percent", { percent: value }),
          }))}
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
