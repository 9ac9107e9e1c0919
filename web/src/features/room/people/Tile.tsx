import { Mic } from "lucide-react";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { cx } from "@/shared/lib/cx";
import type { ParticipantView } from "@/shared/rt/wire";
import { Avatar } from "@/shared/ui/Avatar";
import { Badge } from "@/shared/ui/Badge";
import { PersonMenu } from "./PersonMenu";
import { StandingBadges } from "./StandingBadges";
import { usePerson } from "./usePerson";

/** One person on the stage. A ring and the words go to who has the floor. */
export const Tile = memo(function Tile({ person }: { person: ParticipantView }) {
  const { t } = useTranslation("room");
  const { isMe, isHolder, presence, spoken } = usePerson(person);
  return (
    <li
      data-testid="tile"
      className={cx(
        "relative flex min-h-40 flex-col items-center justify-center gap-2 rounded-xl border bg-raised px-3 py-4 text-center",
        isHolder ? "border-turn ring-3 ring-turn" : "border-line",
      )}
    >
      <div className="absolute end-1 top-1">
        <PersonMenu person={person} label={t("people.actions", { name: person.display_name })} />
      </div>
      <Avatar id={person.participant_id} name={person.display_name} size="lg" faded={presence === "away"} />
      <div className="w-full min-w-0">
        <p className="flex justify-center gap-1 text-sm font-semibold">
          <bdi className="truncate">{person.display_name}</bdi>
          {isMe && <span className="shrink-0">({t("queue.you")})</span>}
        </p>
        <p className="truncate text-xs text-muted tabular-nums">{spoken}</p>
      </div>
      <p className="flex min-h-6 flex-wrap justify-center gap-1">
        {isHolder && (
          <Badge tone="turn">
            <Mic size={12} aria-hidden="true" />
            {t("people.speaking")}
          </Badge>
        )}
        <StandingBadges person={person} />
      </p>
    </li>
  );
});
