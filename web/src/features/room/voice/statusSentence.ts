import type { TFunction } from "i18next";
import { clock } from "@/shared/i18n/format";
import type { RoomState } from "@/shared/rt/state";
import { currentPlan, holderOf, isMine, meetingOf, myRequest, queueOf } from "../model";

/** Who speaks, how long still, my place and the phase: said when asked for. */
export function statusSentence(state: RoomState, now: number, t: TFunction<"room">): string {
  const { status, phase, phases } = meetingOf(state);
  if (status !== "live") return t(`token.${status}`);
  const holder = holderOf(state);
  const left = holder?.ends_at ? (Date.parse(holder.ends_at) - now) / 1000 : null;
  const place = myRequest(state)?.position ?? 0;
  const plan = currentPlan(state);
  return [
    holder
      ? isMine(state)
        ? `${t("token.mine")}.`
        : t("say.theirTurn", { name: holder.display_name })
      : t("say.free"),
    left === null
      ? ""
      : left < 0
        ? t("token.overBy", { time: clock(-left) })
        : t("say.left", { time: clock(left) }),
    place === 1 ? t("say.next") : "",
    place > 1 ? `${t("token.place", { count: place, ordinal: true, total: queueOf(state).length })}.` : "",
    plan && phase ? t("say.phase", { index: phase.index + 1, count: phases.length, title: plan.title }) : "",
  ]
    .filter(Boolean)
    .join(" ");
}
