import type { TFunction } from "i18next";
import { clock, isolated } from "@/shared/i18n/format";
import { nameOf } from "@/shared/rt/reduce-queue";
import type { MeetingView, RequestView } from "@/shared/rt/wire";

/** The order of asking, with whom it is after; a place that was made by hand says nothing about it. */
function askedInWords({ floor }: MeetingView, request: RequestView, t: TFunction<"room">): string {
  const others = floor.queue.filter((each) => each.kind === request.kind && each !== request);
  const before = others.findLast(
    (each) => each.position < request.position && each.explanation.rule === "asked",
  );
  if (before) return t("why.askedAfter", { name: isolated(before.display_name) });
  const isFirst = others.every((each) => each.request_id > request.request_id);
  return isFirst ? t("why.asked") : t("why.inOrder");
}

function ruleInWords(meeting: MeetingView, request: RequestView, t: TFunction<"room">): string {
  const { explanation: why } = request;
  switch (why.rule) {
    case "asked":
      return askedInWords(meeting, request, t);
    case "least_time":
      return t("why.leastTime", {
        spoke: clock(why.spoke_ms / 1000),
        median: clock(why.median_ms / 1000),
      });
    case "least_turns":
      return t("why.leastTurns", { count: why.turns });
    case "round_robin": {
      const name = why.after === null ? "" : isolated(nameOf(meeting, why.after));
      if (!name) return t("why.circle");
      return why.steps <= 1 ? t("why.nextSeat", { name }) : t("why.seats", { count: why.steps, name });
    }
    case "alternate_stance":
      if (request.stance === null) return t("why.noSide");
      if (why.after === null) return t("why.firstSide");
      return request.stance === why.after ? t(`why.sameSide_${why.after}`) : t(`why.otherSide_${why.after}`);
    case "random":
      return t("why.lot", { lot: why.lot });
    case "placed":
      return t("why.placed");
    case "kept":
      return t("why.kept");
    case "yielded":
      return t("why.yielded");
    case "last_word":
      return t("why.lastWord");
  }
}

const byHand = ["placed", "kept", "yielded", "last_word"];

/** Whether the rule among its kind says anything: of a single question what counts is that it is a question. */
export function showsRule(meeting: MeetingView, { request_id, kind, explanation }: RequestView): boolean {
  if (!explanation.by_kind || kind === "contribution") return true;
  if (byHand.includes(explanation.rule)) return true;
  if (explanation.rule === "asked") return false;
  return meeting.floor.queue.some((each) => each.kind === kind && each.request_id !== request_id);
}

/** Why a request waits where it waits, in words. */
export function explain(meeting: MeetingView, request: RequestView, t: TFunction<"room">): string {
  const { kind, explanation } = request;
  const rule = showsRule(meeting, request) ? ruleInWords(meeting, request, t) : "";
  const first = explanation.by_kind && kind !== "contribution" ? t(`why.first_${kind}`) : "";
  return [first, rule].filter(Boolean).join(" · ");
}
