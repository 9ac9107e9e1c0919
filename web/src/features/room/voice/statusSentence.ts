import type { TFunction } from "i18next";
import { spokenTime } from "@/shared/i18n/format";
import { isSpeech } from "@/shared/rt/kinds";
import type { RoomState } from "@/shared/rt/state";
import { currentPlan, holderOf, interruptedTurn, isMine, meetingOf, myId } from "../model";
import { turnLeft } from "../turn";
import { backInWords, interruptionInWords } from "./ofTurn";
import { placeInWords } from "./place";

type T = TFunction<"room">;

function floorInWords(state: RoomState, t: T): string {
  const holder = holderOf(state);
  if (!holder) return t("say.free");
  if (isMine(state)) return `${t("token.mine")}.`;
  const turn = interruptedTurn(state);
  if (!turn || isSpeech(holder.kind)) return t("say.theirTurn", { name: holder.display_name });
  return `${interruptionInWords(holder, t)} ${backInWords(turn, turn.participant_id === myId(state), t)}`;
}

function timeInWords(state: RoomState, now: number, t: T): string {
  const holder = holderOf(state);
  const left = holder ? turnLeft(holder, now) : null;
  const paused = holder?.pause ? t("say.isPaused") : "";
  if (left === null) return paused;
  const time = spokenTime(Math.abs(left) / 1000);
  const words = left < 0 ? t("token.overBy", { time }) : t("say.left", { time });
  return `${paused} ${words}`.trim();
}

/** Who speaks, how long still, my place and the phase: said when asked for. */
export function statusSentence(state: RoomState, now: number, t: T): string {
  const { status, phase, phases } = meetingOf(state);
  if (status !== "live") return `${t(`token.${status}`)}.`;
  const plan = currentPlan(state);
  return [
    floorInWords(state, t),
    timeInWords(state, now, t),
    placeInWords(state, t) ?? "",
    plan && phase ? t("say.phase", { index: phase.index + 1, count: phases.length, title: plan.title }) : "",
  ]
    .filter(Boolean)
    .join(" ");
}
