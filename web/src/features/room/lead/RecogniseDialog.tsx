import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useRoom } from "@/shared/rt/hooks";
import { maySpeak, meetingOf } from "../model";
import { useAct } from "../useAct";
import { PickPersonDialog } from "./PickPersonDialog";

/** The free floor goes to anybody, whether they wait or not. */
export default function RecogniseDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("room");
  const act = useAct();
  const everybody = useRoom((state) => meetingOf(state).participants);
  const people = useMemo(() => everybody.filter(maySpeak), [everybody]);
  return (
    <PickPersonDialog
      title={t("recognise.title")}
      legend={t("recognise.whom")}
      action={t("recognise.action")}
      people={people}
      onPick={(participant_id) => act({ type: "grant_floor", participant_id })}
      onClose={onClose}
    >
      {t("recognise.text")}
    </PickPersonDialog>
  );
}
