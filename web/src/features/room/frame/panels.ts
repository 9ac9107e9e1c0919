import type { ReactNode } from "react";

export const panelIds = ["queue", "people", "agenda", "activity"] as const;
export type PanelId = (typeof panelIds)[number];
export type Panels = Record<PanelId, ReactNode>;
