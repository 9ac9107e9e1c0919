import { ListOrdered, Unplug } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { ParticipantView } from "@/shared/rt/wire";
import { Badge } from "@/shared/ui/Badge";
import { PersonBadges } from "./PersonBadges";
import { usePerson } from "./usePerson";

/** Where somebody waits, whether they are away, and what they are in the meeting. */
export function StandingBadges({ person }: { person: ParticipantView }) {
  const { t } = useTranslation("room");
  const { place, presence } = usePerson(person);
  return (
    <>
      {place !== undefined && (
        <Badge tone="brand">
          <ListOrdered size={12} aria-hidden="true" />
          <span className="sr-only">{t("people.inQueue")} </span>
          {place}
        </Badge>
      )}
      {presence === "away" && (
        <Badge>
          <Unplug size={12} aria-hidden="true" />
          {t("people.away")}
        </Badge>
      )}
      <PersonBadges person={person} />
    </>
  );
}
