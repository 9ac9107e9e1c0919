import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { announce } from "@/shared/a11y/announcer";
import { useRoom, useSecondsUntil } from "@/shared/rt/hooks";
import { holderOf, isMine } from "../model";
import { crossedMark } from "./timeMarks";

/** Says the marks of my own time. The timer itself is silent: it would speak every second. */
export function useTimeMarks(): void {
  const { t } = useTranslation("room");
  const mine = useRoom(isMine);
  const endsAt = useRoom((state) => holderOf(state)?.ends_at);
  const left = useSecondsUntil(mine ? endsAt : null);
  const before = useRef<number | null>(null);
  useEffect(() => {
    const mark = crossedMark(before.current, left);
    before.current = left;
    if (mark === null) return;
    const text =
      mark === 0 ? t("say.over") : mark === 60 ? t("say.minute") : t("say.seconds", { count: mark });
    announce(text, mark === 60 ? "polite" : "assertive", "time");
  }, [left, t]);
}
