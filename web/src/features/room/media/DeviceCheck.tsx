import { Camera, CameraOff } from "lucide-react";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSignal } from "@/shared/lib/signal";
import { useMedia, wide } from "@/shared/lib/useMedia";
import { canChooseSpeaker, permissionFor } from "@/shared/media/devices";
import { handOver, rememberEntry } from "@/shared/media/entry";
import { Inputs } from "@/shared/media/inputs";
import { joinWithCamera, joinWithMic } from "@/shared/prefs/switches";
import { Button } from "@/shared/ui/Button";
import { Spinner } from "@/shared/ui/Spinner";
import { Switch } from "@/shared/ui/Switch";
import { DeniedHelp } from "./DeniedHelp";
import { DeviceSelect } from "./DeviceSelect";
import { Loudness } from "./Loudness";
import { Picture } from "./Picture";
import { TestTone } from "./TestTone";

/** My devices for as long as the lobby is on the screen, or, once joined, the room. */
function useInputs(): Inputs | null {
  const [inputs, setInputs] = useState<Inputs | null>(null);
  useEffect(() => {
    const opened = new Inputs();
    setInputs(opened);
    return () => {
      if (!given.has(opened)) opened.close();
    };
  }, []);
  return inputs;
}

/** Those that went on into the room, and are the room's to close. */
const given = new WeakSet<Inputs>();

/** Opens what one joins with, as far as the browser has been allowed to; else it takes a click. */
function useOpen(inputs: Inputs): { asked: boolean; open: () => void } {
  const withMic = useSignal(joinWithMic);
  const withCamera = useSignal(joinWithCamera);
  const [asked, setAsked] = useState(false);
  useEffect(() => {
    let gone = false;
    const look = async () => {
      const states = await Promise.all([permissionFor("mic"), permissionFor("camera")]);
      if (!gone && states.every((state) => state !== "prompt")) setAsked(true);
    };
    void look();
    return () => {
      gone = true;
    };
  }, []);
  useEffect(() => {
    void inputs.set("mic", asked && withMic);
    void inputs.set("camera", asked && withCamera);
  }, [inputs, asked, withMic, withCamera]);
  return { asked, open: () => setAsked(true) };
}

function Preview({ inputs }: { inputs: Inputs }) {
  const { t } = useTranslation("media");
  const { track, opening } = useSignal(inputs.camera);
  const stream = useMemo(() => track && new MediaStream([track]), [track]);
  return (
    <div className="relative grid aspect-video w-full place-items-center overflow-hidden rounded-xl border border-line bg-surface">
      {stream ? (
        <Picture stream={stream} label={t("picture.mine")} mirrored />
      ) : (
        <p className="flex flex-col items-center gap-2 p-4 text-sm text-muted">
          {opening ? <Spinner size={24} /> : <CameraOff size={28} aria-hidden="true" />}
          {t(opening ? "lobby.starting" : "lobby.cameraOff")}
        </p>
      )}
    </div>
  );
}

interface CheckProps {
  meetingId: string;
  /** Goes in; the button to it is the lobby's own. */
  children: (join: { ready: () => void; without: () => void; withoutWords: string }) => ReactNode;
}

function Check({ inputs, meetingId, children }: CheckProps & { inputs: Inputs }) {
  const { t } = useTranslation("media");
  const { asked, open } = useOpen(inputs);
  const mic = useSignal(inputs.mic);
  const camera = useSignal(inputs.camera);
  const withMic = useSignal(joinWithMic);
  const withCamera = useSignal(joinWithCamera);
  const roomy = useMedia(wide);
  const again = () => {
    if (withMic) void inputs.set("mic", true);
    if (withCamera) void inputs.set("camera", true);
  };
  const goIn = (on: { mic: boolean; camera: boolean }) => {
    if (!on.mic) void inputs.set("mic", false);
    if (!on.camera) void inputs.set("camera", false);
    rememberEntry(meetingId, on);
    given.add(inputs);
    handOver(meetingId, inputs);
  };
  return (
    <section
      aria-label={t("lobby.title")}
      data-testid="device-check"
      className="grid min-w-0 gap-4 rounded-2xl border border-line bg-raised p-4 sm:p-5 lg:grid-cols-[minmax(0,1fr)_minmax(0,22rem)] lg:gap-6"
    >
      <div className="flex flex-col gap-4">
        <Preview inputs={inputs} />
        {mic.track && <Loudness track={mic.track} />}
        {!asked && (
          <div className="flex flex-col gap-2 rounded-xl bg-brand-soft p-3.5 text-sm text-on-brand-soft">
            <p>{t("lobby.allowHint")}</p>
            <Button onClick={open}>
              <Camera size={17} aria-hidden="true" />
              {t("lobby.allow")}
            </Button>
          </div>
        )}
        <DeniedHelp mic={mic.trouble} camera={camera.trouble} />
        {(mic.trouble || camera.trouble) && (
          <div>
            <Button onClick={again}>{t("lobby.again")}</Button>
          </div>
        )}
      </div>
      <div className="flex flex-col justify-between gap-4">
        <div className="flex flex-col gap-4">
          <Switch
            label={t("lobby.joinMic")}
            hint={t("lobby.joinMicHint")}
            checked={withMic}
            onChange={(on) => joinWithMic.set(on)}
          />
          <Switch
            label={t("lobby.joinCamera")}
            checked={withCamera}
            onChange={(on) => joinWithCamera.set(on)}
          />
          <details open={roomy}>
            <summary className="cursor-pointer rounded-lg text-sm font-semibold">
              {t("devices.title")}
            </summary>
            <div className="mt-3 flex flex-col gap-3">
              <DeviceSelect kind="mic" />
              <DeviceSelect kind="camera" />
              {canChooseSpeaker() && <DeviceSelect kind="speaker" />}
              <div>
                <TestTone />
              </div>
            </div>
          </details>
        </div>
        {children({
          ready: () => goIn({ mic: mic.on, camera: camera.on }),
          without: () => goIn({ mic: false, camera: false }),
          withoutWords: t("lobby.without"),
        })}
      </div>
    </section>
  );
}

/** Camera, microphone and speaker before one goes in: nobody sees or hears anything of it. */
export default function DeviceCheck(props: CheckProps) {
  const inputs = useInputs();
  return inputs && <Check {...props} inputs={inputs} />;
}
