import { useTranslation } from "react-i18next";
import { useSignal } from "@/shared/lib/signal";
import { canChooseSpeaker } from "@/shared/media/devices";
import { audioOnly, pushToTalk } from "@/shared/prefs/switches";
import { Button } from "@/shared/ui/Button";
import { Dialog, DialogActions } from "@/shared/ui/Dialog";
import { Switch } from "@/shared/ui/Switch";
import { useSession } from "./context";
import { DeniedHelp } from "./DeniedHelp";
import { DeviceSelect } from "./DeviceSelect";
import { Loudness } from "./Loudness";
import { TestTone } from "./TestTone";

/** Devices can be changed while they run; what is sent goes on without a gap. */
export function DevicesDialog({ sends, onClose }: { sends: boolean; onClose: () => void }) {
  const { t } = useTranslation("media");
  const { t: common } = useTranslation();
  const { inputs } = useSession();
  const mic = useSignal(inputs.mic);
  const camera = useSignal(inputs.camera);
  const talks = useSignal(pushToTalk);
  const only = useSignal(audioOnly);
  return (
    <Dialog title={t("devices.title")} onClose={onClose}>
      <div className="flex flex-col gap-4">
        {sends && (
          <>
            <DeniedHelp mic={mic.trouble} camera={camera.trouble} />
            <DeviceSelect kind="mic" />
            {mic.track && <Loudness track={mic.track} />}
            <DeviceSelect kind="camera" />
          </>
        )}
        {canChooseSpeaker() && <DeviceSelect kind="speaker" />}
        <div>
          <TestTone />
        </div>
        {sends && (
          <Switch
            label={t("talk.label")}
            hint={t("talk.hint")}
            checked={talks}
            onChange={(on) => pushToTalk.set(on)}
          />
        )}
        <Switch
          label={t("audioOnly.label")}
          hint={t("audioOnly.hint")}
          checked={only}
          onChange={(on) => audioOnly.set(on)}
        />
        <DialogActions>
          <Button size="lg" tone="primary" onClick={onClose}>
            {common("close")}
          </Button>
        </DialogActions>
      </div>
    </Dialog>
  );
}
