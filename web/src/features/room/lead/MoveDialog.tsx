import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRoom } from "@/shared/rt/hooks";
import { Button } from "@/shared/ui/Button";
import { Dialog, DialogActions } from "@/shared/ui/Dialog";
import { TextField } from "@/shared/ui/TextField";
import { queueOf } from "../model";
import { useAct } from "../useAct";
import type { RequestActionsProps } from "./RequestActions";

/** Straight to a place, however far it is. */
export default function MoveDialog({
  request,
  name,
  onClose,
}: RequestActionsProps & { onClose: () => void }) {
  const { t } = useTranslation("room");
  const { t: common } = useTranslation();
  const act = useAct();
  const total = useRoom((state) => queueOf(state).length);
  const [place, setPlace] = useState(String(request.position));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    act({ type: "move_request", request_id: request.request_id, position: Number(place) });
    onClose();
  };
  return (
    <Dialog title={t("queue.moveTitle", { name })} onClose={onClose}>
      <form onSubmit={submit}>
        <TextField
          label={t("queue.newPlace")}
          hint={t("queue.newPlaceHint", { total })}
          type="number"
          inputMode="numeric"
          required
          min={1}
          max={total}
          value={place}
          onChange={(event) => setPlace(event.target.value)}
        />
        <DialogActions>
          <Button size="lg" onClick={onClose}>
            {common("cancel")}
          </Button>
          <Button size="lg" type="submit" tone="primary">
            {t("queue.moveAction")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
