import { AudioLines } from "lucide-react";
import { useTranslation } from "react-i18next";
import { isolated } from "@/shared/i18n/format";
import { narrow, useMedia } from "@/shared/lib/useMedia";
import { useRoom } from "@/shared/rt/hooks";
import { meetingOf, myId } from "../model";
import { useHeard, useMicState } from "./hooks";

/** Whose voice comes in right now, as the packets of sound themselves say; and whether mine goes out. */
export default function HeardNow() {
  const { t } = useTranslation("media");
  const heard = useHeard();
  const me = useRoom(myId);
  const isNarrow = useMedia(narrow);
  const people = useRoom((state) => meetingOf(state).participants);
  const mine = useMicState() === "heard";
  const name = (id: string) =>
    isolated(people.find((person) => person.participant_id === id)?.display_name ?? "");
  const others = heard.filter((each) => each.participantId !== me);
  const byGrant = others.find((each) => each.grant !== null);
  const words = [
    mine && t("mic.heard"),
    byGrant &&
      t(isNarrow ? "heard.short" : "heard.byGrant", {
        name: name(byGrant.participantId),
        grant: byGrant.grant,
      }),
    others.some((each) => each.grant === null) &&
      t("heard.open", {
        names: others
          .filter((each) => each.grant === null)
          .map((each) => name(each.participantId))
          .join(", "),
      }),
  ].filter((each) => typeof each === "string");
  if (words.length === 0) return null;
  return (
    <p data-testid="heard-now" className="flex items-center gap-1.5 text-sm font-semibold">
      <AudioLines size={16} aria-hidden="true" className="shrink-0" />
      <span className="min-w-0 truncate">{words.join(" · ")}</span>
    </p>
  );
}
