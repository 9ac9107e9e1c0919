import { type FormEvent, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ParticipantView } from "@/shared/rt/wire";
import { Button } from "@/shared/ui/Button";
import { Dialog, DialogActions } from "@/shared/ui/Dialog";
import { PersonPicker } from "@/shared/ui/PersonPicker";
import { useAboutPerson } from "../people/useAboutPerson";

interface PickPersonDialogProps {
  title: string;
  legend: string;
  action: string;
  people: readonly ParticipantView[];
  onPick: (id: string) => void;
  onClose: () => void;
  children?: ReactNode;
}

/** One person, and what happens to them. */
export function PickPersonDialog(props: PickPersonDialogProps) {
  const { title, legend, action, people, onPick, onClose, children } = props;
  const { t: common } = useTranslation();
  const about = useAboutPerson();
  const [chosen, setChosen] = useState<string | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!chosen) return;
    onPick(chosen);
    onClose();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        {children && <div className="text-sm text-muted">{children}</div>}
        <PersonPicker legend={legend} people={people} value={chosen} onChange={setChosen} about={about} />
        <DialogActions>
          <Button size="lg" onClick={onClose}>
            {common("cancel")}
          </Button>
          <Button size="lg" type="submit" tone="primary" disabled={!chosen}>
            {action}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
