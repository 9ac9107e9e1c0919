import { CalendarClock, DoorClosed, Mic, Play } from "lucide-react";
import { type ReactNode, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import {
  holderOf,
  isChaired,
  isConnected,
  may,
  meetingOf,
  queueOf,
  RecogniseDialog,
  useAct,
} from "@/features/room";
import { nearDate } from "@/shared/i18n/format";
import { usePending, useRoom, useRoomClient } from "@/shared/rt/hooks";
import { Button, buttonClass } from "@/shared/ui/Button";
import { Panel } from "../Panel";
import { Holder } from "./Holder";
import { Interrupted } from "./Interrupted";
import { LetIn } from "./LetIn";
import { TurnButtons } from "./TurnButtons";

/** Who has the floor, and what one can do about it. */
export function NowColumn() {
  const { t } = useTranslation("facilitator");
  const status = useRoom((state) => meetingOf(state).status);
  const held = useRoom((state) => holderOf(state) !== null);
  return (
    <Panel title={t("now.title")}>
      <div className="flex flex-1 flex-col gap-4 p-4 pt-2">
        {status !== "live" ? (
          <NotLive />
        ) : held ? (
          <>
            <Holder />
            <Interrupted />
            <LetIn />
            <TurnButtons />
          </>
        ) : (
          <>
            <Free />
            <Interrupted />
            <Recognise />
          </>
        )}
      </div>
    </Panel>
  );
}

function Empty({ icon, title, children }: { icon: ReactNode; title: string; children: ReactNode }) {
  return (
    <div className="flex flex-1 flex-col items-center justify-center gap-2 py-6 text-center">
      <span
        aria-hidden="true"
        className="grid size-16 place-items-center rounded-full border-2 border-dashed border-edge text-muted"
      >
        {icon}
      </span>
      <p className="mt-1 text-lg font-semibold">{title}</p>
      <div className="text-sm text-pretty text-muted">{children}</div>
    </div>
  );
}

function Free() {
  const { t } = useTranslation("facilitator");
  const waiting = useRoom((state) => queueOf(state).length);
  const chaired = useRoom(isChaired);
  const hint = waiting > 0 ? "freeWaiting" : chaired ? "freeChaired" : "freeAutomatic";
  return (
    <Empty icon={<Mic size={26} />} title={t("now.free")}>
      {t(`now.${hint}`, { count: waiting })}
    </Empty>
  );
}

/** The floor goes to anybody, whether they wait or not. */
function Recognise() {
  const { t } = useTranslation("facilitator");
  const [opened, setOpened] = useState(false);
  const allowed = useRoom(may("grant_floor"));
  const connected = useRoom(isConnected);
  if (!allowed) return null;
  return (
    <>
      <Button disabled={!connected} onClick={() => setOpened(true)}>
        <Mic size={17} aria-hidden="true" />
        {t("now.giveTo")}
      </Button>
      {opened && (
        <Suspense>
          <RecogniseDialog onClose={() => setOpened(false)} />
        </Suspense>
      )}
    </>
  );
}

function NotLive() {
  const { t } = useTranslation("facilitator");
  const act = useAct();
  const { meetingId } = useRoomClient();
  const isClosed = useRoom((state) => meetingOf(state).status === "closed");
  const planned = useRoom((state) => meetingOf(state).scheduled_start);
  const mayStart = useRoom(may("start_meeting"));
  const connected = useRoom(isConnected);
  const pending = usePending("start_meeting");
  if (isClosed) {
    return (
      <>
        <Empty icon={<DoorClosed size={26} />} title={t("now.closed")}>
          {t("now.closedHint")}
        </Empty>
        <Link to={`/meetings/${meetingId}/record`} className={buttonClass("primary", "lg")}>
          {t("toRecord")}
        </Link>
      </>
    );
  }
  return (
    <>
      <Empty icon={<CalendarClock size={26} />} title={t("now.scheduled")}>
        {planned ? t("now.plannedFor", { date: nearDate(planned) }) : t("now.scheduledHint")}
      </Empty>
      {mayStart && (
        <Button
          tone="primary"
          size="lg"
          pending={pending}
          disabled={!connected}
          onClick={() => act({ type: "start_meeting" })}
        >
          {!pending && <Play size={18} aria-hidden="true" />}
          {t("now.start")}
        </Button>
      )}
    </>
  );
}
