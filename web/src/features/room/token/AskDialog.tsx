import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRoom } from "@/shared/rt/hooks";
import type { FloorKind, Stance } from "@/shared/rt/wire";
import { Button } from "@/shared/ui/Button";
import { Dialog, DialogActions } from "@/shared/ui/Dialog";

import { orderOf, usualKind } from "../model";
import { useAct } from "../useAct";
import { KindChoice, StanceChoice } from "./KindChoice";
import { NoteField } from "./NoteField";

interface AskDialogProps {
  kinds: readonly FloorKind[];
  onClose: () => void;
}

/** Asking with more than a hand: what for, for or against, and a few words. */
export function AskDialog({ kinds, onClose }: AskDialogProps) {
  const { t } = useTranslation("room");
  const { t: common } = useTranslation();
  const act = useAct();
  const bySides = useRoom((state) => orderOf(state) === "alternate_stance");
  const [chosen, setKind] = useState(usualKind(kinds));
  const [stance, setStance] = useState<Stance | null>(null);
  const [note, setNote] = useState("");
  // The phase may move on while one thinks.
  const kind = kinds.find((each) => each === chosen) ?? usualKind(kinds);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const words = note.trim();
    if (!kind) return;
    act({
      type: "request_floor",
      kind,
      ...(kind === "contribution" && stance ? { stance } : {}),
      ...(words ? { note: words } : {}),
    });
    onClose();
  };
  const sides = kind === "contribution" && <StanceChoice value={stance} onChange={setStance} />;
  return (
    <Dialog title={t("askDialog.title")} onClose={onClose}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        {bySides && sides}
        {kind ? (
          <KindChoice kinds={kinds} value={kind} onChange={setKind} />
        ) : (
          <p className="text-sm text-muted">{t("askDialog.nothing")}</p>
        )}
        {!bySides && sides}
        <NoteField value={note} onChange={setNote} />
        <DialogActions>
          <Button size="lg" onClick={onClose}>
            {common("cancel")}
          </Button>
          <Button size="lg" type="submit" tone="primary" disabled={!kind}>
            {t("floor.ask")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
