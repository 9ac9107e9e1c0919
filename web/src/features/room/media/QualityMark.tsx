import { Signal as Bars, SignalLow, SignalMedium, WifiOff } from "lucide-react";
import { useTranslation } from "react-i18next";
import { cx } from "@/shared/lib/cx";
import { useSignal } from "@/shared/lib/signal";
import { useSession } from "./context";
import { useView } from "./hooks";

const icons = { good: Bars, fair: SignalMedium, poor: SignalLow, none: WifiOff };

/** How the network is, by a picture and in words. */
export function QualityMark() {
  const { t } = useTranslation("media");
  const quality = useSignal(useSession().quality);
  const phase = useView((view) => view.phase);
  const shown = phase === "on" ? quality : "none";
  const Icon = icons[shown];
  const words =
    phase === "on" ? t(`quality.${quality}`) : t(phase === "recovering" ? "quality.lost" : "quality.none");
  return (
    <p
      data-testid="media-quality"
      data-quality={shown}
      title={words}
      className={cx(
        "flex min-w-0 items-center gap-1.5 text-xs",
        shown === "poor" || phase === "recovering" ? "font-semibold text-danger-ink" : "text-muted",
      )}
    >
      <Icon size={18} aria-hidden="true" className="shrink-0" />
      <span className="truncate max-sm:sr-only">{words}</span>
    </p>
  );
}
