import {
  LayoutGrid,
  LogOut,
  PanelRight,
  ScreenShare,
  ScreenShareOff,
  Settings,
  TriangleAlert,
  Video,
  VideoOff,
} from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { keyOf } from "@/shared/a11y/shortcuts";
import { useSignal } from "@/shared/lib/signal";
import { canShareScreen } from "@/shared/media/devices";
import { mayShare } from "@/shared/media/heard";
import { useRoom } from "@/shared/rt/hooks";
import { ConfirmDialog } from "@/shared/ui/ConfirmDialog";
import { may } from "../model";
import { useAct } from "../useAct";
import { Control } from "./Control";
import { useSession } from "./context";
import { DevicesDialog } from "./DevicesDialog";
import { useView } from "./hooks";
import { layout, toggleLayout } from "./layout";
import { MicControl, MicWords } from "./MicControl";
import { QualityMark } from "./QualityMark";
import { useMediaVoice } from "./useMediaVoice";
import { usePushToTalk } from "./usePushToTalk";

function CameraControl() {
  const { t } = useTranslation("media");
  const { inputs } = useSession();
  const { on, trouble } = useSignal(inputs.camera);
  const Icon = trouble ? TriangleAlert : on ? Video : VideoOff;
  return (
    <Control
      name="camera"
      label={t(on ? "camera.turnOff" : "camera.turnOn")}
      words={trouble ? t(`trouble.${trouble}`) : t(on ? "camera.on" : "camera.off")}
      tone={trouble ? "wrong" : on ? "on" : "off"}
      pressed={on}
      keys={keyOf("camera")}
      icon={<Icon size={20} />}
      onPress={() => void inputs.set("camera", !on)}
    />
  );
}

function ShareControl() {
  const { t } = useTranslation("media");
  const { inputs } = useSession();
  const { on } = useSignal(inputs.screen);
  const allowed = useRoom(mayShare);
  // A phone cannot, and a button that never works is worse than none.
  if (!canShareScreen()) return null;
  return (
    <Control
      name="share"
      label={t(on ? "share.stop" : "share.start")}
      {...(on ? { words: t(allowed ? "share.seen" : "share.unseen") } : {})}
      tone={on ? (allowed ? "on" : "waits") : "off"}
      pressed={on}
      disabled={!on && !allowed}
      icon={on ? <ScreenShareOff size={20} /> : <ScreenShare size={20} />}
      onPress={() => void inputs.set("screen", !on)}
    />
  );
}

function LayoutControl() {
  const { t } = useTranslation("media");
  const chosen = useSignal(layout);
  return (
    <Control
      name="layout"
      label={t(chosen === "grid" ? "layout.toSpeaker" : "layout.toGrid")}
      tone="off"
      keys={keyOf("layout")}
      icon={chosen === "grid" ? <PanelRight size={20} /> : <LayoutGrid size={20} />}
      onPress={toggleLayout}
    />
  );
}

function LeaveControl() {
  const { t } = useTranslation("room");
  const act = useAct();
  const [asking, setAsking] = useState(false);
  const allowed = useRoom(may("leave"));
  if (!allowed) return null;
  return (
    <>
      <Control
        name="leave"
        label={t("actions.leave")}
        tone="off"
        icon={<LogOut size={20} className="rtl:-scale-x-100" />}
        onPress={() => setAsking(true)}
      />
      {asking && (
        <ConfirmDialog
          title={t("actions.leaveTitle")}
          action={t("actions.leaveAction")}
          onConfirm={() => act({ type: "leave" })}
          onClose={() => setAsking(false)}
        >
          {t("actions.leaveText")}
        </ConfirmDialog>
      )}
    </>
  );
}

/** Microphone, camera, screen and what belongs to them; within reach at every width. */
export default function MediaBar() {
  const { t } = useTranslation("media");
  const [choosing, setChoosing] = useState(false);
  const sends = useView((view) => view.sends);
  const usable = useView((view) => view.phase === "on" || view.phase === "recovering");
  useMediaVoice();
  usePushToTalk();
  return (
    <section
      aria-label={t("bar")}
      data-testid="media-bar"
      data-usable={usable}
      className="flex flex-col gap-1 border-t border-line bg-bg px-2 py-1.5 sm:px-4"
    >
      {sends && <MicWords />}
      <div className="flex items-center justify-center gap-1.5 sm:gap-2">
        <div className="flex min-w-0 flex-1 justify-start">
          <QualityMark />
        </div>
        {sends && <MicControl />}
        {sends && <CameraControl />}
        {sends && <ShareControl />}
        <LayoutControl />
        <Control
          name="devices"
          label={t("devices.open")}
          tone="off"
          icon={<Settings size={20} />}
          onPress={() => setChoosing(true)}
        />
        <div className="flex flex-1 justify-end">
          <LeaveControl />
        </div>
      </div>
      {choosing && <DevicesDialog sends={sends} onClose={() => setChoosing(false)} />}
    </section>
  );
}
