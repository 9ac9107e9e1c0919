import { CheckCheck, Hourglass } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useRoom } from "@/shared/rt/hooks";
import type { ParticipantView } from "@/shared/rt/wire";
import { Badge } from "@/shared/ui/Badge";
import { isLive, leads, meetingOf } from "../model";

/** What somebody is, besides a participant: role, guest, group, more time, ready. */
export function PersonBadges({ person }: { person: ParticipantView }) {
  const { t } = useTranslation("room");
  const { t: common } = useTranslation();
  const groups = useRoom((state) => meetingOf(state).settings.groups);
  const live = useRoom(isLive);
  const leading = useRoom(leads);
  const group = groups.find((each) => each.key === person.group);
  return (
    <>
      {person.role !== "participant" && <Badge>{common(`role.${person.role}`)}</Badge>}
      {person.guest && <Badge>{t("people.guest")}</Badge>}
      {group && (
        <Badge tone="brand">
          <bdi>{group.title}</bdi>
        </Badge>
      )}
      {leading && person.extra_time_percent > 0 && (
        <Badge>
          <Hourglass size={12} aria-hidden="true" />
          <span className="sr-only">{t("people.extraTime")} </span>
          {t("people.percent", { percent: person.extra_time_percent })}
        </Badge>
      )}
      {live && person.ready && (
        <Badge tone="turn">
          <CheckCheck size={12} aria-hidden="true" />
          {t("people.ready")}
        </Badge>
      )}
    </>
  );
}
