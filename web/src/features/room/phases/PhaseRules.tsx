import { Hourglass, MessageCircle, Shuffle } from "lucide-react";
import { useTranslation } from "react-i18next";
import { clock } from "@/shared/i18n/format";
import { useRoom } from "@/shared/rt/hooks";
import { inPrecedence } from "@/shared/rt/kinds";
import { usualLimit } from "../limits";
import { currentPlan, isChaired, meetingOf, openKinds } from "../model";

/** What holds now, in plain words: nobody should have to guess what they may ask for, and for how long. */
export function PhaseRules() {
  const { t } = useTranslation("room");
  const { t: common } = useTranslation();
  const running = useRoom((state) => currentPlan(state) !== undefined);
  const kinds = useRoom(openKinds);
  const chaired = useRoom(isChaired);
  const limit = useRoom((state) => usualLimit(meetingOf(state), "contribution"));
  if (!running) return null;
  const rules = [
    {
      Icon: MessageCircle,
      text:
        kinds.length === 0
          ? t("token.noAsking")
          : t("rules.kinds", {
              kinds: inPrecedence(kinds)
                .map((kind) => common(`kind.${kind}`))
                .join(", "),
            }),
    },
    {
      Icon: Hourglass,
      text: limit === null ? t("rules.noLimit") : t("rules.limit", { time: clock(limit / 1000) }),
    },
    { Icon: Shuffle, text: chaired ? t("rules.chaired") : t("rules.automatic") },
  ];
  return (
    <ul
      aria-label={t("rules.label")}
      className="mb-3 flex flex-wrap gap-x-6 gap-y-1 px-1 text-sm text-muted max-sm:hidden"
    >
      {rules.map(({ Icon, text }) => (
        <li key={text} className="flex items-center gap-1.5">
          <Icon size={15} aria-hidden="true" />
          {text}
        </li>
      ))}
    </ul>
  );
}
