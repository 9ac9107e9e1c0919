import { Mic } from "lucide-react";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { cx } from "@/shared/lib/cx";
import type { ParticipantView } from "@/shared/rt/wire";
import { Avatar } from "@/shared/ui/Avatar";
import { PersonBadges } from "./PersonBadges";
import { PersonMenu } from "./PersonMenu";
import { usePerson } from "./usePerson";

/** One of possibly very many: it renders only when it is this person whom something has changed about. */
export const PersonRow = memo(function PersonRow({ person }: { person: ParticipantView }) {
  const { t } = useTranslation("room");
  const { isMe, isHolder, presence, spoken } = usePerson(person);
  return (
    <div data-testid="person-row" className="flex min-h-15 items-center gap-3 py-2 ps-4 pe-2">
      <span className="relative">
        <Avatar
          id={person.participant_id}
          name={person.display_name}
          ringed={isHolder}
          faded={presence !== "connected"}
        />
        <span
          aria-hidden="true"
          className={cx(
            "absolute -end-0.5 -bottom-0.5 size-3 rounded-full border-2 border-bg",
            presence === "connected" ? "bg-turn" : "bg-edge",
          )}
        />
      </span>
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="flex min-w-0 gap-1 text-sm font-semibold">
            <bdi className="truncate">{person.display_name}</bdi>
            {isMe && <span className="shrink-0">({t("queue.you")})</span>}
          </span>
          <PersonBadges person={person} />
        </p>
        <p className="truncate text-xs text-muted tabular-nums">
          {presence === "connected" ? (
            <span className="sr-only">{t("people.connected")} </span>
          ) : (
            `${t(`people.${presence}`)} · `
          )}
          {spoken}
        </p>
      </div>
      {isHolder && (
        <span className="text-turn">
          <Mic size={17} aria-hidden="true" />
          <span className="sr-only">{t("people.speaking")}</span>
        </span>
      )}
      <PersonMenu person={person} label={t("people.more", { name: person.display_name })} />
    </div>
  );
});
