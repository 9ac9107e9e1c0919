import { Volume2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { chosenDevice } from "@/shared/media/devices";
import { playTestTone } from "@/shared/media/levels";
import { Button } from "@/shared/ui/Button";
import { showToast } from "@/shared/ui/toast";

export function TestTone() {
  const { t } = useTranslation("media");
  const [playing, setPlaying] = useState(false);
  const play = () => {
    setPlaying(true);
    playTestTone(chosenDevice.speaker.get())
      .catch(() => showToast(t("devices.toneFailed"), "danger"))
      .finally(() => setPlaying(false));
  };
  return (
    <Button pending={playing} onClick={play}>
      {!playing && <Volume2 size={16} aria-hidden="true" />}
      {t(playing ? "devices.playing" : "devices.tone")}
    </Button>
  );
}
