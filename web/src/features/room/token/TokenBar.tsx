import { CalendarClock, DoorClosed, Eye, Mic, Pause, WifiOff } from "lucide-react";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { cx } from "@/shared/lib/cx";
import { useRoom } from "@/shared/rt/hooks";
import { Avatar } from "@/shared/ui/Avatar";
import { Spinner } from "@/shared/ui/Spinner";
import { useMediaSession } from "../media/context";
import { holderOf, isConnected, isLive, leads } from "../model";
import { FloorButton } from "./FloorButton";
import { MyPlace } from "./MyPlace";
import { OfflineHint } from "./OfflineHint";
import { RecordLink } from "./RecordLink";
import { StartButton } from "./StartButton";
import { TokenTimer } from "./TokenTimer";
import type { TokenLook } from "./tokenState";
import { useTokenLook } from "./useTokenLook";
import { useTokenWords } from "./useTokenWords";

const grounds: Record<TokenLook, string> = {
  scheduled: "bg-surface text-ink border-line",
  closed: "bg-surface text-ink border-line",
  free: "bg-surface text-ink border-line",
  other: "bg-surface text-ink border-turn",
  low: "bg-warn text-on-warn border-warn",
  over: "bg-danger text-on-danger border-danger",
  paused: "bg-surface text-ink border-edge",
  mine: "bg-brand text-on-brand border-brand",
  mineLow: "bg-warn text-on-warn border-warn",
  mineOver: "bg-danger text-on-danger border-danger",
  minePaused: "bg-brand-soft text-on-brand-soft border-brand",
};

function Emblem({ look, connected }: { look: TokenLook; connected: boolean }) {
  const holder = useRoom(holderOf);
  if (!connected) {
    return (
      <span
        aria-hidden="true"
        className="grid size-10 shrink-0 place-items-center rounded-full bg-hover text-muted"
      >
        <WifiOff size={20} />
      </span>
    );
  }
  if (holder?.pause) {
    return (
      <span aria-hidden="true" className="relative">
        <Avatar id={holder.participant_id} name={holder.display_name} size="md" faded />
        <span className="absolute -end-1 -bottom-1 grid size-5 place-items-center rounded-full border border-line bg-raised text-ink">
          <Pause size={11} />
        </span>
      </span>
    );
  }
  if (holder) return <Avatar id={holder.participant_id} name={holder.display_name} size="md" />;
  const Icon = look === "scheduled" ? CalendarClock : look === "closed" ? DoorClosed : Mic;
  return (
    <span
      aria-hidden="true"
      className="grid size-10 shrink-0 place-items-center rounded-full border-2 border-dashed border-edge text-muted"
    >
      <Icon size={19} />
    </span>
  );
}

const HeardNow = lazy(() => import("../media/HeardNow"));

/** Only who leads the meeting fetches what it takes to lead. */
const LeadFloor = lazy(() => import("../lead/LeadFloor"));

/** Who has the token, how long, what is my place: the one question that is answered at all times. */
export function TokenBar() {
  const { t } = useTranslation("room");
  const look = useTokenLook();
  const connected = useRoom(isConnected);
  const resyncing = useRoom((state) => state.link === "resyncing");
  const observing = useRoom((state) => state.you?.role === "observer");
  const lead = useRoom((state) => leads(state) && isLive(state));
  const media = useMediaSession();
  const { title, hint } = useTokenWords(look);
  return (
    <section
      aria-labelledby="token-title"
      data-testid="token-bar"
      data-look={connected ? look : "offline"}
      className={cx(
        "flex min-w-0 flex-wrap items-center gap-x-5 gap-y-2.5 border-b-4 px-4 py-3 transition-colors duration-150",
        connected ? grounds[look] : "hatched border-edge bg-surface text-ink",
      )}
    >
      <div className="flex min-w-0 flex-1 basis-60 items-center gap-3">
        <Emblem look={look} connected={connected} />
        <div className="min-w-0">
          <h2 id="token-title" className="leading-6 font-semibold sm:text-lg">
            {connected ? title : resyncing ? t("token.resyncing") : t("token.offline")}
          </h2>
          <p className="line-clamp-2 text-sm opacity-85">{connected ? hint : <OfflineHint />}</p>
          {connected && media && (
            <Suspense>
              <HeardNow />
            </Suspense>
          )}
        </div>
      </div>
      {connected && <TokenTimer look={look} />}
      {!connected && <Spinner size={20} />}
      <div className="ms-auto flex flex-wrap items-center justify-end gap-x-2 gap-y-2 max-sm:w-full max-sm:justify-between sm:gap-x-4">
        {observing ? (
          <p className="flex items-center gap-2 text-sm font-semibold">
            <Eye size={17} aria-hidden="true" />
            {t("token.observing")}
          </p>
        ) : (
          <MyPlace />
        )}
        <div className="flex flex-wrap justify-end gap-2 max-sm:ms-auto">
          {look === "closed" && <RecordLink />}
          <StartButton />
          {lead && (
            <Suspense>
              <LeadFloor look={look} />
            </Suspense>
          )}
          <FloorButton look={look} />
        </div>
      </div>
    </section>
  );
}
