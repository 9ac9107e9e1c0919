import { Clock3, Hourglass, MicOff, TimerOff, Unplug } from "lucide-react";
import { useTranslation } from "react-i18next";
import { clock } from "@/shared/i18n/format";
import { cx } from "@/shared/lib/cx";
import type { Alert, AlertKind } from "./alerts";

const icons: Record<AlertKind, typeof Unplug> = {
  facilitator: Unplug,
  overtime: TimerOff,
  silence: MicOff,
  timebox: Hourglass,
  idle: Clock3,
};
const tones = {
  3: "bg-danger-soft text-danger-ink",
  2: "bg-warn text-on-warn",
  1: "bg-surface text-muted",
};

export function AlertList({ alerts }: { alerts: readonly Alert[] }) {
  const { t } = useTranslation("overview");
  if (alerts.length === 0) return null;
  return (
    <ul aria-label={t("alerts")} className="flex flex-wrap gap-1.5">
      {alerts.map((alert) => {
        const Icon = icons[alert.kind];
        return (
          <li
            key={alert.kind}
            data-testid="alert"
            className={cx(
              "inline-flex items-center gap-1.5 rounded-full px-2.5 py-1 text-xs font-semibold tabular-nums",
              tones[alert.severity],
            )}
          >
            <Icon size={13} aria-hidden="true" className="shrink-0" />
            {t(`alert.${alert.kind}`, { time: clock((alert.forMs ?? 0) / 1000), count: alert.count ?? 0 })}
          </li>
        );
      })}
    </ul>
  );
}
