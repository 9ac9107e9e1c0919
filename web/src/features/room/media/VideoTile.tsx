import { Mic, MicOff } from "lucide-react";
import { memo, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { cx } from "@/shared/lib/cx";
import { useSignal } from "@/shared/lib/signal";
import type { ParticipantView } from "@/shared/rt/wire";
import { Avatar } from "@/shared/ui/Avatar";
import { Badge } from "@/shared/ui/Badge";
import { PersonMenu } from "../people/PersonMenu";
import { StandingBadges } from "../people/StandingBadges";
import { usePerson } from "../people/usePerson";
import { useSession } from "./context";
import { usePicture } from "./hooks";
import { Picture } from "./Picture";
import type { Tiling } from "./tiling";

function useOwnPicture(): MediaStream | null {
  const { track } = useSignal(useSession().inputs.camera);
  return useMemo(() => track && new MediaStream([track]), [track]);
}

interface VideoTileProps {
  person: ParticipantView;
  /** In the strip beside something large there is room for a name only. */
  small?: boolean;
  className?: string;
  size?: Tiling;
}

/** One person: the camera, or the avatar when it is off. A ring and the words go to who has the floor. */
export const VideoTile = memo(function VideoTile({ person, small = false, className, size }: VideoTileProps) {
  const { t } = useTranslation("room");
  const { t: media } = useTranslation("media");
  const { isMe, isHolder, presence, spoken } = usePerson(person);
  const own = useOwnPicture();
  const theirs = usePicture(person.participant_id);
  const stream = isMe ? own : (theirs?.stream ?? null);
  const name = person.display_name;
  return (
    <li
      data-testid="tile"
      style={size}
      data-person={person.participant_id}
      data-picture={stream ? "on" : "off"}
      className={cx(
        "relative grid min-h-0 min-w-0 place-items-center overflow-hidden rounded-xl border bg-raised",
        isHolder ? "border-turn ring-3 ring-turn" : "border-line",
        className,
      )}
    >
      {stream ? (
        <Picture
          stream={stream}
          mirrored={isMe}
          label={isMe ? media("picture.mine") : media("picture.of", { name })}
        />
      ) : (
        <span className={small ? "pb-6" : "pb-8"}>
          <Avatar
            id={person.participant_id}
            name={name}
            size={small ? "md" : "lg"}
            faded={presence === "away"}
          />
        </span>
      )}
      {!small && (
        <div className="absolute end-1 top-1 rounded-lg bg-raised/80 empty:hidden">
          <PersonMenu person={person} label={t("people.actions", { name })} />
        </div>
      )}
      <div className="absolute inset-x-1.5 bottom-1.5 flex min-w-0 flex-wrap-reverse items-end gap-1">
        <p
          className={cx(
            "flex min-w-0 items-center gap-1.5 rounded-md bg-raised/90 px-2 text-xs font-semibold",
            small ? "py-0.5" : "py-1 sm:text-sm",
          )}
        >
          {isHolder && <Mic size={14} aria-hidden="true" className="shrink-0 text-turn" />}
          {person.muted && <MicOff size={14} aria-hidden="true" className="shrink-0 text-muted" />}
          {person.muted && <span className="sr-only">{media("people.muted")} </span>}
          <bdi className="truncate">{name}</bdi>
          {isMe && <span className="shrink-0">({t("queue.you")})</span>}
          {isHolder && small && <span className="sr-only"> {t("people.speaking")}</span>}
          {!small && spoken && (
            <span className="shrink-0 font-normal text-muted tabular-nums max-sm:hidden">{spoken}</span>
          )}
        </p>
        {!small && (
          <p className="flex flex-wrap gap-1">
            {isHolder && <Badge tone="turn">{t("people.speaking")}</Badge>}
            <StandingBadges person={person} />
          </p>
        )}
      </div>
    </li>
  );
});
