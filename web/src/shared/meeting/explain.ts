import type { TFunction } from "i18next";
import { clock, isolated } from "@/shared/i18n/format";
import type { Explanation } from "@/shared/rt/wire";

/** Why somebody waits at this place, in a sentence. The server gives the reason as data, the words are ours. */
export function explain(
  why: Explanation,
  nameOf: (participantId: string) => string,
  t: TFunction<"common">,
): string {
  const reason = reasonOf(why, nameOf, t);
  return why.by_kind ? t("why.byKind", { reason }) : reason;
}

function reasonOf(why: Explanation, nameOf: (id: string) => string, t: TFunction<"common">): string {
  switch (why.rule) {
    case "least_time":
      return t("why.least_time", { spoke: clock(why.spoke_ms / 1000), median: clock(why.median_ms / 1000) });
    case "least_turns":
      return t("why.least_turns", { count: why.turns });
    case "round_robin":
      return why.after === null
        ? t("why.circle", { count: why.steps })
        : t("why.round_robin", { count: why.steps, name: isolated(nameOf(why.after)) });
    case "alternate_stance":
      return t(`why.after_${why.after ?? "nobody"}`);
    case "random":
      return t("why.random", { lot: why.lot.toString(36).toUpperCase() });
    default:
      return t(`why.${why.rule}`);
  }
}
