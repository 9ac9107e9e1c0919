import { useCallback, useState } from "react";
import { useMedia, wide } from "@/shared/lib/useMedia";
import type { PanelId } from "./panels";

export interface PanelState {
  /** Beside the stage where there is room, and over it where there is not. */
  beside: boolean;
  /** Which one stands beside the stage. */
  panel: PanelId;
  setPanel: (id: PanelId) => void;
  /** Which one lies over the stage. */
  sheet: PanelId | null;
  setSheet: (id: PanelId | null) => void;
  /** Brings one into view, wherever panels are on this screen. */
  show: (id: PanelId) => void;
}

export function usePanels(): PanelState {
  const beside = useMedia(wide);
  const [panel, setPanel] = useState<PanelId>("queue");
  const [sheet, setSheet] = useState<PanelId | null>(null);
  const show = useCallback((id: PanelId) => {
    if (!matchMedia(wide).matches) {
      setSheet(id);
      return;
    }
    setPanel(id);
    // The tab takes the focus, so that it is said where one is.
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[role=tab][data-id=${id}]`)?.focus());
  }, []);
  return { beside, panel, setPanel, sheet, setSheet, show };
}
