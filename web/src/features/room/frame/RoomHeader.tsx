import { ArrowLeft, Link2, Play } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { usePending, useRoom } from "@/shared/rt/hooks";
import { Badge } from "@/shared/ui/Badge";
import { Button } from "@/shared/ui/Button";
import { isConnected, may, meetingOf } from "../model";
import { useAct } from "../useAct";
import { copyLink } from "./copyLink";
import { RoomMenu } from "./RoomMenu";

function StartButton() {
  const { t } = useTranslation("room");
  const act = useAct();
  const isWaiting = useRoom((state) => meetingOf(state).status === "scheduled");
  const allowed = useRoom(may("start_meeting"));
  const connected = useRoom(isConnected);
  const pending = usePending("start_meeting");
  if (!isWaiting || !allowed) return null;
  return (
    <Button
      tone="primary"
      pending={pending}
      disabled={!connected}
      onClick={() => act({ type: "start_meeting" })}
    >
      <Play size={16} aria-hidden="true" />
      {t("start")}
    </Button>
  );
}

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
      <h1 className="min-w-0 truncate text-base font-semibold sm:text-lg">
        <bdi>{title}</bdi>
      </h1>
      <Badge tone={status === "live" ? "turn" : "neutral"}>
        {status === "live" && <span aria-hidden="true" className="size-1.5 rounded-full bg-current" />}
        {t(`details.${status}`)}
      </Badge>
      <div className="ms-auto flex items-center gap-2">
        <StartButton />
        <Button tone="ghost" onClick={() => void copyLink()} className="max-sm:hidden">
          <Link2 size={17} aria-hidden="true" />
          {t("actions.copyLink")}
        </Button>
        <RoomMenu onHelp={onHelp} />
      </div>
    </header>
  );
}
