import { useTranslation } from "react-i18next";
import { clock, isolated, nearDate } from "@/shared/i18n/format";
import { narrow, useMedia } from "@/shared/lib/useMedia";
import { openMicrophones } from "@/shared/media/heard";
import { useAtTime, useRoom } from "@/shared/rt/hooks";
import { interposes } from "@/shared/rt/kinds";
import type { HolderView } from "@/shared/rt/wire";
import { holderOf, interruptedTurn, isChaired, meetingOf, myId, queueOf } from "../model";
import type { TokenLook } from "./tokenState";

interface Words {
  title: string;
  hint: string;
}

/** Whose turn goes on afterwards, and with how much time; empty when nobody was interrupted. */
function useComingBack(): string {
  const { t } = useTranslation("room");
  const turn = useRoom(interruptedTurn);
  const isMe = useRoom((state) => interruptedTurn(state)?.participant_id === myId(state));
  if (!turn) return "";
  const name = isolated(turn.display_name);
  if (turn.remaining_ms === null) return isMe ? t("token.youBack") : t("token.back", { name });
  const time = clock(turn.remaining_ms / 1000);
  return isMe ? t("token.youBackTimed", { time }) : t("token.backTimed", { name, time });
}

/** Why the clock stands. */
function usePauseWords(): string {
  const { t } = useTranslation("room");
  const pause = useRoom((state) => holderOf(state)?.pause ?? null);
  const held = useAtTime((now) =>
    pause?.hold_until ? Math.max(0, Math.ceil((Date.parse(pause.hold_until) - now) / 1000)) : null,
  );
  if (!pause) return "";
  if (pause.cause === "facilitator") return t("token.pausedBy");
  return held === null ? t("token.lost") : t("token.lostHeld", { time: clock(held) });
}

function useKindWords(holder: HolderView | null): string {
  const { t: common } = useTranslation();
  if (!holder) return "";
  const kind = common(`kind.${holder.kind}`);
  return holder.stance ? `${kind} · ${common(`stance.${holder.stance}`)}` : kind;
}

function useFreeHint(): string {
  const { t } = useTranslation("room");
  const chaired = useRoom(isChaired);
  const waiting = useRoom((state) => queueOf(state).length);
  const open = useRoom((state) => openMicrophones(meetingOf(state)));
  if (waiting > 0) return t("token.freeQueued", { count: waiting });
  if (open > 0) return t("token.freeOpen", { count: open });
  return chaired ? t("token.freeChaired") : t("token.freeHint");
}

/** What the token bar says in each state; a colour never says it alone. */
export function useTokenWords(look: TokenLook): Words {
  const { t } = useTranslation("room");
  const holder = useRoom(holderOf);
  const planned = useRoom((state) => meetingOf(state).scheduled_start);
  const isNarrow = useMedia(narrow);
  const back = useComingBack();
  const paused = usePauseWords();
  const kind = useKindWords(holder);
  const freeHint = useFreeHint();
  if (look === "scheduled") {
    const hint = planned ? t("token.scheduledAt", { date: nearDate(planned) }) : t("token.scheduledHint");
    return { title: t("token.scheduled"), hint };
  }
  if (look === "closed") return { title: t("token.closed"), hint: t("token.closedHint") };
  if (look === "free" || !holder) return { title: t("token.free"), hint: freeHint };
  const mine = look.startsWith("mine");
  const name = isolated(holder.display_name);
  const interrupts = back !== "" && interposes(holder.kind, "contribution");
  const title = mine
    ? t(isNarrow ? "token.mineShort" : "token.mine")
    : !interrupts
      ? t("token.other", { name })
      : holder.kind === "point_of_order"
        ? t("token.raises", { name })
        : t("token.asks", { name });
  const state =
    look === "low" || look === "mineLow"
      ? t("token.low")
      : look === "over" || look === "mineOver"
        ? t("token.over")
        : paused;
  // Who is interrupted wants to know that before all else.
  const about = interrupts && (!mine || isNarrow) ? "" : kind;
  return { title, hint: [about, state, back].filter(Boolean).join(" · ") };
}
