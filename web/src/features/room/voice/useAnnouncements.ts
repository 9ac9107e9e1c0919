import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { announce } from "@/shared/a11y/announcer";
import { announceOthers } from "@/shared/prefs/switches";
import { useRoomClient } from "@/shared/rt/hooks";
import { isMine, meetingOf } from "../model";
import { announcementsOf } from "./announcements";

export function useAnnouncements(): void {
  const { store, clock } = useRoomClient();
  const { t } = useTranslation("room");
  useEffect(() => {
    let before = store.shown();
    return store.subscribe(() => {
      const after = store.shown();
      const options = { t, now: clock.now(), others: announceOthers.get() };
      for (const { text, urgency, key } of announcementsOf(before, after, options))
        announce(text, urgency, key);
      // A phone in the pocket is felt, not seen.
      if (before.meeting && !isMine(before) && meetingOf(after) && isMine(after)) navigator.vibrate?.(200);
      before = after;
    });
  }, [store, clock, t]);
}
