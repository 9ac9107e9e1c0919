import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { chime } from "@/shared/a11y/chime";
import { notifyHidden } from "@/shared/a11y/notify";
import { announceOthers } from "@/shared/prefs/switches";
import { useRoomClient } from "@/shared/rt/hooks";
import { meetingOf } from "../model";
import { follow } from "./follow";

export function useVoice(): void {
  const client = useRoomClient();
  const { t } = useTranslation("room");
  useEffect(
    () =>
      follow(client, {
        t,
        others: announceOthers.get,
        chime,
        myTurn() {
          // A phone in the pocket is felt, not seen.
          navigator.vibrate?.(200);
          notifyHidden(t("token.mineShort"), meetingOf(client.store.shown()).title, client.meetingId);
        },
      }),
    [client, t],
  );
}
