import { useTranslation } from "react-i18next";
import { clock } from "@/shared/i18n/format";
import { useRoom } from "@/shared/rt/hooks";
import type { ParticipantView } from "@/shared/rt/wire";
import { holderOf, meetingOf, myId, queueOf } from "../model";

/** What is shown of a person wherever they are listed. */
export function usePerson(person: ParticipantView) {
  const { t } = useTranslation("room");
  const { participant_id: id, standing } = person;
  const isMe = useRoom((state) => myId(state) === id);
  const isHolder = useRoom((state) => holderOf(state)?.participant_id === id);
  const place = useRoom((state) => queueOf(state).find((request) => request.participant_id === id)?.position);
  // Once it is over, nobody is missing.
  const isOnline = useRoom(
    // A guest has no connection that could be missing.
    (state) => person.guest || state.online.has(id) || meetingOf(state).status === "closed",
  );
  const presence =
    standing === "present" ? (isOnline ? "connected" : "away") : standing === "left" ? "left" : "removed";
  const spoken =
    isHolder && person.turns === 0
      ? t("people.speakingNow")
      : person.turns === 0
        ? // An observer never speaks: saying so would sound like a reproach.
          person.role === "observer"
          ? ""
          : t("people.notSpoken")
        : `${t("queue.spoke", { time: clock(person.spoke_ms / 1000) })} · ${t("people.turns", { count: person.turns })}`;
  return { isMe, isHolder, place, presence, spoken } as const;
}
