import type { ReactNode } from "react";
import { Trans, useTranslation } from "react-i18next";
import { nearDate } from "@/shared/i18n/format";
import { useRoom } from "@/shared/rt/hooks";
import { holderOf, isChaired, meetingOf, queueOf } from "../model";
import type { TokenLook } from "./tokenState";

interface Words {
  title: ReactNode;
  hint: ReactNode;
}

/** What the token bar says in each state; a colour never says it alone. */
export function useTokenWords(look: TokenLook): Words {
  const { t } = useTranslation("room");
  const { t: common } = useTranslation();
  const holder = useRoom(holderOf);
  const planned = useRoom((state) => meetingOf(state).scheduled_start);
  const chaired = useRoom(isChaired);
  const waiting = useRoom((state) => queueOf(state).length);
  if (look === "scheduled") {
    const hint = planned ? t("token.scheduledAt", { date: nearDate(planned) }) : t("token.scheduledHint");
    return { title: t("token.scheduled"), hint };
  }
  if (look === "closed") return { title: t("token.closed"), hint: t("token.closedHint") };
  if (look === "free" || !holder) {
    const queued = waiting > 0 ? t("token.freeQueued", { count: waiting }) : t("token.freeChaired");
    return { title: t("token.free"), hint: chaired || waiting > 0 ? queued : t("token.freeHint") };
  }
  const mine = look.startsWith("mine");
  const state =
    look === "low" || look === "mineLow" ? "low" : look === "over" || look === "mineOver" ? "over" : null;
  const kind = common(`kind.${holder.kind}`);
  return {
    title: mine ? (
      t("token.mine")
    ) : (
      <Trans
        t={t}
        i18nKey="token.other"
        values={{ name: holder.display_name }}
        components={{ name: <bdi /> }}
      />
    ),
    hint: state ? `${kind} · ${t(`token.${state}`)}` : kind,
  };
}
