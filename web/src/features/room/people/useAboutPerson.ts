import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { clock } from "@/shared/i18n/format";
import { useRoom } from "@/shared/rt/hooks";
import type { ParticipantView } from "@/shared/rt/wire";
import { queueOf } from "../model";

/** A word about somebody in a list to choose from: the place in the queue, or the time spoken. */
export function useAboutPerson(): (person: ParticipantView) => string {
  const { t } = useTranslation("room");
  const queue = useRoom(queueOf);
  return useCallback(
    (person) => {
      const request = queue.find((each) => each.participant_id === person.participant_id);
      if (request) return t("people.atPlace", { place: request.position });
      return t("queue.spoke", { time: clock(person.spoke_ms / 1000) });
    },
    [queue, t],
  );
}
