import { useTranslation } from "react-i18next";
import { useRoom } from "@/shared/rt/hooks";
import { Tabs } from "@/shared/ui/Tabs";
import { presentCount, queueOf } from "../model";
import { type PanelId, type Panels, panelIds } from "./panels";

interface SidePanelProps {
  panels: Panels;
  chosen: PanelId;
  onChoose: (id: PanelId) => void;
}

export function SidePanel({ panels, chosen, onChoose }: SidePanelProps) {
  const { t } = useTranslation("room");
  const waiting = useRoom((state) => queueOf(state).length);
  const people = useRoom(presentCount);
  const counts: Partial<Record<PanelId, number>> = { queue: waiting, people };
  return (
    <aside aria-label={t("sidePanel")} className="flex min-h-0 flex-col border-s border-line bg-bg">
      <Tabs
        label={t("sidePanel")}
        chosen={chosen}
        onChoose={(id) => onChoose(id as PanelId)}
        tabs={panelIds.map((id) => ({
          id,
          label: t(`${id}.title`),
          count: counts[id],
          content: panels[id],
        }))}
      />
    </aside>
  );
}
