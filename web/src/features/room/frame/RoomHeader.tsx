import { ArrowLeft, Link2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useRoom } from "@/shared/rt/hooks";
import { Badge } from "@/shared/ui/Badge";
import { Button } from "@/shared/ui/Button";
import { meetingOf } from "../model";
import { copyLink } from "./copyLink";
import { RoomMenu } from "./RoomMenu";

export function RoomHeader({ onHelp }: { onHelp: () => void }) {
  const { t } = useTranslation("room");
  const title = useRoom((state) => meetingOf(state).title);
  const status = useRoom((state) => meetingOf(state).status);
  return (
    <header className="flex min-h-14 items-center gap-3 px-3 py-1.5 sm:px-4">
      <Link
        to="/meetings"
        aria-label={t("back")}
        className="grid size-9 shrink-0 place-items-center rounded-lg text-muted hover:bg-hover hover:text-ink pointer-coarse:size-11"
      >
        <ArrowLeft size={19} aria-hidden="true" className="rtl:-scale-x-100" />
      </Link>
      <h1 className="line-clamp-2 min-w-0 text-sm leading-5 font-semibold text-balance break-words sm:text-lg sm:leading-6">
        <bdi>{title}</bdi>
      </h1>
      <Badge tone={status === "live" ? "turn" : "neutral"}>
        {status === "live" && <span aria-hidden="true" className="size-1.5 rounded-full bg-current" />}
        {t(`details.${status}`)}
      </Badge>
      <div className="ms-auto flex items-center gap-2">
        <Button tone="ghost" onClick={() => void copyLink()} className="max-sm:hidden">
          <Link2 size={17} aria-hidden="true" />
          {t("actions.copyLink")}
        </Button>
        <RoomMenu onHelp={onHelp} />
      </div>
    </header>
  );
}
