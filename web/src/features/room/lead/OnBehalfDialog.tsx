import { type FormEvent, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRoom } from "@/shared/rt/hooks";
import type { FloorKind, Stance } from "@/shared/rt/wire";
import { Button } from "@/shared/ui/Button";
import { Dialog, DialogActions } from "@/shared/ui/Dialog";
import { PersonPicker } from "@/shared/ui/PersonPicker";

import { maySpeak, meetingOf, myId, usualKind } from "../model";
import { useAboutPerson } from "../people/useAboutPerson";
import { KindChoice, StanceChoice } from "../token/KindChoice";
import { NoteField } from "../token/NoteField";
import { useAct } from "../useAct";
import { kindsFor } from "../useAsking";
import { AddGuest } from "./AddGuest";

interface OnBehalfDialogProps {
  /** For whom, when that is clear already. */
  personId?: string;
  onClose: () => void;
}

/** Asks for somebody who has no device at hand, or no account at all. */
export default function OnBehalfDialog({ personId, onClose }: OnBehalfDialogProps) {
  const { t } = useTranslation("room");
  const { t: common } = useTranslation();
  const act = useAct();
  const about = useAboutPerson();
  const meeting = useRoom(meetingOf);
  const me = useRoom(myId);
  const [chosen, setChosen] = useState<string | null>(personId ?? null);
  const [wanted, setKind] = useState<FloorKind | null>(null);
  const [stance, setStance] = useState<Stance | null>(null);
  const [note, setNote] = useState("");
  const people = useMemo(
    () => meeting.participants.filter((person) => maySpeak(person) && person.participant_id !== me),
    [meeting.participants, me],
  );
  const kinds = chosen ? kindsFor(meeting, chosen) : [];
  const kind = kinds.find((each) => each === wanted) ?? usualKind(kinds);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const words = note.trim();
    if (!chosen || !kind) return;
    act({
      type: "request_floor",
      beneficiary: chosen,
      kind,
      ...(kind === "contribution" && stance ? { stance } : {}),
      ...(words ? { note: words } : {}),
    });
    onClose();
  };
  return (
    <Dialog title={t("behalf.title")} onClose={onClose}>
      <div className="flex flex-col gap-4">
        {!personId && <AddGuest onAdded={setChosen} />}
        <form onSubmit={submit} className="flex flex-col gap-4">
          {!personId && (
            <PersonPicker
              legend={t("behalf.whom")}
              people={people}
              value={chosen}
              onChange={setChosen}
              about={about}
            />
          )}
          {chosen &&
            (kind ? (
              <KindChoice kinds={kinds} value={kind} onChange={setKind} />
            ) : (
              <p className="text-sm text-muted">{t("behalf.nothing")}</p>
            ))}
          {kind === "contribution" && <StanceChoice value={stance} onChange={setStance} />}
          {kind && <NoteField value={note} onChange={setNote} />}
          <DialogActions>
            <Button size="lg" onClick={onClose}>
              {common("cancel")}
            </Button>
            <Button size="lg" type="submit" tone="primary" disabled={!kind}>
              {t("behalf.action")}
            </Button>
          </DialogActions>
        </form>
      </div>
    </Dialog>
  );
}
