import { CircleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { browserOf, type Trouble } from "@/shared/media/devices";

/** Why a device cannot be used, and what to do in this very browser. */
export function DeniedHelp({ mic, camera }: { mic: Trouble | null; camera: Trouble | null }) {
  const { t } = useTranslation("media");
  const troubles = [...new Set([mic, camera])].filter((each) => each !== null);
  if (troubles.length === 0) return null;
  return troubles.map((trouble) => {
    const what = mic === trouble && camera === trouble ? "both" : mic === trouble ? "mic" : "camera";
    return (
      <div
        key={trouble}
        data-testid="device-trouble"
        data-trouble={trouble}
        className="flex items-start gap-2.5 rounded-lg bg-warn px-3.5 py-3 text-sm text-on-warn"
      >
        <CircleAlert size={18} className="mt-px shrink-0" aria-hidden="true" />
        <div className="min-w-0">
          <p className="font-semibold">{t(`help.${trouble}`, { what: t(`help.what_${what}`) })}</p>
          <p className="mt-0.5">
            {trouble === "denied" ? t(`help.${browserOf()}`) : t(`help.${trouble}Hint`)}
          </p>
        </div>
      </div>
    );
  });
}
