import { WifiOff } from "lucide-react";
import { useTranslation } from "react-i18next";
import { isConnected } from "@/features/room";
import { useRoom } from "@/shared/rt/hooks";

/** What stands here may be out of date: it has to be said before somebody acts on it. */
export function LinkLost() {
  const { t } = useTranslation("facilitator");
  const connected = useRoom(isConnected);
  if (connected) return null;
  return (
    <p className="hatched flex items-center gap-2 border-b border-edge bg-surface px-4 py-2 text-sm font-semibold">
      <WifiOff size={16} aria-hidden="true" />
      {t("linkLost")}
    </p>
  );
}
