import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useRoom } from "@/shared/rt/hooks";
import { holderOf, maySpeak, meetingOf } from "../model";
import { useAct } from "../useAct";
import { PickPersonDialog } from "./PickPersonDialog";

/** The floor goes directly to somebody else. */
export default function HandOverDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("room");
  const act = useAct();
  const everybody = useRoom((state) => meetingOf(state).participants);
  const holder = useRoom((state) => holderOf(state)?.participant_id);
  const suspended = useRoom((state) => meetingOf(state).floor.suspended);
  const people = useMemo(() => {
    const aside = new Set(suspended.map((turn) => turn.participant_id));
    return everybody.filter(
      (person) => maySpeak(person) && person.participant_id !== holder && !aside.has(person.participant_id),
    );
  }, [everybody, holder, suspended]);
  return (
    <PickPersonDialog
      title={t("handOver.title")}
      legend={t("handOver.whom")}
      action={t("handOver.action")}
      people={people}
      onPick={(participant_id) => act({ type: "hand_over_floor", participant_id })}
      onClose={onClose}
    >
      {t("handOver.text")}
    </PickPersonDialog>
  );
}
