import { ChevronLeft, Clock, Ellipsis } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useRoom } from "@/shared/rt/hooks";
import { Menu, type MenuEntry } from "@/shared/ui/Menu";
import { isConnected, may, meetingOf } from "../model";
import { useAct } from "../useAct";
import { extensions } from "./ExtendPhase";

/** On a phone: what has no room beside the phase. */
export function PhaseMenu({ onBack }: { onBack: (() => void) | null }) {
  const { t } = useTranslation("room");
  const act = useAct();
  const extendable = useRoom(
    (state) => meetingOf(state).phase?.ends_at != null && may("extend_phase")(state),
  );
  const connected = useRoom(isConnected);
  const icon = { size: 16, "aria-hidden": true } as const;
  const entries: (MenuEntry | false)[] = [
    ...extensions.map(
      (count) =>
        extendable && {
          id: String(count),
          label: t("phase.extend", { count }),
          icon: <Clock {...icon} />,
          onAction: () => act({ type: "extend_phase", by_ms: count * 60_000 }),
        },
    ),
    onBack !== null && {
      id: "back",
      label: t("phase.back"),
      icon: <ChevronLeft {...icon} className="rtl:-scale-x-100" />,
      onAction: onBack,
    },
  ];
  const shown = entries.filter((entry) => entry !== false);
  if (shown.length === 0) return null;
  return (
    <Menu label={t("phase.more")} entries={shown} isDisabled={!connected}>
      <Ellipsis size={16} aria-hidden="true" />
    </Menu>
  );
}
