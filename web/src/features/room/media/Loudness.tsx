import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { cx } from "@/shared/lib/cx";
import { useSignal } from "@/shared/lib/signal";
import { type Meter, meterOf } from "@/shared/media/levels";

const bars = 16;

function Bars({ meter }: { meter: Meter }) {
  const { t } = useTranslation("media");
  const level = useSignal(meter.level);
  return (
    <div className="relative flex h-3 gap-1">
      <meter
        aria-label={t("meter.label")}
        min={0}
        max={100}
        value={Math.round(level * 100)}
        aria-valuetext={t(level > 0.15 ? "meter.heard" : "meter.silent")}
        data-testid="mic-meter"
        className="absolute inset-0 size-full opacity-0"
      />
      {Array.from({ length: bars }, (_, index) => index).map((index) => (
        <span
          key={index}
          aria-hidden="true"
          className={cx("flex-1 rounded-full", level * bars > index ? "bg-turn" : "bg-line")}
        />
      ))}
    </div>
  );
}

/** How loud my microphone is. Nobody hears it. */
export function Loudness({ track }: { track: MediaStreamTrack }) {
  const [meter, setMeter] = useState<Meter | null>(null);
  useEffect(() => {
    // Its own copy: the one that is sent is silent without the floor.
    const copy = track.clone();
    copy.enabled = true;
    const opened = meterOf(copy);
    setMeter(opened);
    return () => {
      opened.stop();
      copy.stop();
    };
  }, [track]);
  return meter && <Bars meter={meter} />;
}
