import { spokenTime } from "@/shared/i18n/format";
import { isSpeech } from "@/shared/rt/kinds";
import type { RoomState } from "@/shared/rt/state";
import type { HolderView, SuspendedView } from "@/shared/rt/wire";
import { holderOf, interruptedTurn, isMine, myId } from "../model";
import { turnLeft } from "../turn";
import type { Announcement, SayOptions } from "./announcements";

type T = SayOptions["t"];

/** "Grace asks a question." */
export const interruptionInWords = (holder: HolderView, t: T): string =>
  holder.kind === "point_of_order"
    ? t("say.raises", { name: holder.display_name })
    : t("say.asks", { name: holder.display_name });

/** Who goes on afterwards, and with how much time. */
export function backInWords(turn: SuspendedView, isMe: boolean, t: T): string {
  const { display_name: name, remaining_ms } = turn;
  if (remaining_ms === null) return isMe ? t("say.youBack") : t("say.back", { name });
  const time = spokenTime(remaining_ms / 1000);
  return isMe ? t("say.youBackTimed", { time }) : t("say.back", { name });
}

function mine(holder: HolderView, { t, now }: SayOptions): Announcement {
  const left = turnLeft(holder, now);
  const time = left === null ? null : spokenTime(left / 1000);
  const again = holder.resumes !== null;
  const text =
    time === null
      ? t(again ? "say.yourTurnAgain" : "say.yourTurn")
      : t(again ? "say.yourTurnAgainTimed" : "say.yourTurnTimed", { time });
  return { text, urgency: "assertive", key: "turn", chime: "turn" };
}

/** What to say about the floor being in other hands. */
export function ofTurn(after: RoomState, options: SayOptions): Announcement | null {
  const { t, others } = options;
  const holder = holderOf(after);
  if (!holder) return null;
  if (isMine(after)) return mine(holder, options);
  const turn = interruptedTurn(after);
  if (turn && !isSpeech(holder.kind)) {
    const isMe = turn.participant_id === myId(after);
    if (!isMe && !others) return null;
    const text = `${interruptionInWords(holder, t)} ${backInWords(turn, isMe, t)}`;
    return { text, urgency: isMe ? "assertive" : "polite", key: "turn" };
  }
  if (!others) return null;
  const name = holder.display_name;
  const text = holder.resumes === null ? t("say.theirTurn", { name }) : t("say.theirTurnAgain", { name });
  return { text, urgency: "polite", key: "turn" };
}
