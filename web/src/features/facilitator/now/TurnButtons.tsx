import { ArrowRightLeft, CircleStop, MicOff, Pause, Play, Undo2 } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { HandOverDialog, holderOf, isConnected, may, personOf, useAct } from "@/features/room";
import { usePending, useRoom } from "@/shared/rt/hooks";
import { Button } from "@/shared/ui/Button";

const EndTurnDialog = lazy(() => import("./EndTurnDialog"));

const step = 30_000;

/** What a facilitator does with a running turn. */
export function TurnButtons() {
  const { t } = useTranslation("facilitator");
  const act = useAct();
  const [opened, setOpened] = useState<"end" | "hand" | null>(null);
  const holder = useRoom(holderOf);
  const connected = useRoom(isConnected);
  const mayExtend = useRoom(may("extend_turn"));
  const mayPause = useRoom(may("pause_turn"));
  const mayUndo = useRoom(may("undo_grant"));
  const mayRevoke = useRoom(may("revoke_floor"));
  // Somebody without a device cannot give the floor back: who leads does it for them.
  const isGuest = useRoom((state) => personOf(holder?.participant_id ?? "")(state)?.guest ?? false);
  const mayFinish = useRoom(may("release_floor_for"));
  const finishing = usePending("release_floor");
  const mayHandOver = useRoom(may("hand_over_floor"));
  const extending = usePending("extend_turn");
  const pausing = usePending("pause_turn");
  const resuming = usePending("resume_turn");
  const undoing = usePending("undo_grant");
  const ending = usePending("revoke_floor");
  if (!holder) return null;
  const off = !connected;
  const paused = holder.pause !== null;
  const canUndo = holder.granted_by !== null && holder.resumes === null;
  const icon = { size: 17, "aria-hidden": true, className: "shrink-0" } as const;
  return (
    <div className="mt-auto flex flex-col gap-2">
      <div className="grid grid-cols-2 gap-2">
        {mayExtend && holder.limit_ms !== null && (
          <>
            <Button
              pending={extending}
              disabled={off}
              aria-label={t("now.longer")}
              onClick={() => act({ type: "extend_turn", by_ms: step })}
            >
              {t("now.plus")}
            </Button>
            <Button
              pending={extending}
              disabled={off}
              aria-label={t("now.shorter")}
              onClick={() => act({ type: "extend_turn", by_ms: -step })}
            >
              {t("now.minus")}
            </Button>
          </>
        )}
        {mayPause && (
          <Button
            pending={pausing || resuming}
            disabled={off}
            onClick={() => act({ type: paused ? "resume_turn" : "pause_turn" })}
          >
            {paused ? <Play {...icon} /> : <Pause {...icon} />}
            {paused ? t("now.resume") : t("now.pause")}
          </Button>
        )}
        {mayHandOver && (
          <Button className="px-2" disabled={off} onClick={() => setOpened("hand")}>
            <ArrowRightLeft {...icon} />
            {t("now.handOver")}
          </Button>
        )}
      </div>
      {mayUndo && canUndo && (
        <Button tone="ghost" pending={undoing} disabled={off} onClick={() => act({ type: "undo_grant" })}>
          <Undo2 {...icon} />
          {t("now.undo")}
        </Button>
      )}
      {isGuest && mayFinish && (
        <Button
          tone="primary"
          pending={finishing}
          disabled={off}
          onClick={() => act({ type: "release_floor" })}
        >
          {!finishing && <MicOff {...icon} />}
          {t("now.finish")}
        </Button>
      )}
      {mayRevoke && (
        <Button pending={ending} disabled={off} className="text-danger-ink" onClick={() => setOpened("end")}>
          <CircleStop {...icon} />
          {t("now.end")}
        </Button>
      )}
      {opened === "end" && (
        <Suspense>
          <EndTurnDialog onClose={() => setOpened(null)} />
        </Suspense>
      )}
      {opened === "hand" && (
        <Suspense>
          <HandOverDialog onClose={() => setOpened(null)} />
        </Suspense>
      )}
    </div>
  );
}
