import type { ReactNode } from "react";
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from "react-aria-components";

export interface TabEntry {
  id: string;
  label: string;
  count?: number;
  content: ReactNode;
}

/** Panels of which one is seen; the panel scrolls, the row of tabs stays. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly TabEntry[] }) {
  return (
    <AriaTabs className="flex min-h-0 flex-1 flex-col">
      <TabList aria-label={label} className="flex gap-1 border-b border-line px-3">
        {tabs.map((tab) => (
          <Tab
            key={tab.id}
            id={tab.id}
            className="-mb-px flex min-h-11 cursor-pointer items-center gap-1.5 border-b-2 border-transparent px-2.5 text-sm text-muted data-[selected]:border-brand data-[selected]:font-semibold data-[selected]:text-ink data-[hovered]:text-ink"
          >
            {tab.label}
            {tab.count !== undefined && (
              <span className="min-w-5 rounded-full bg-hover px-1.5 text-center text-xs tabular-nums">
                {tab.count}
              </span>
            )}
          </Tab>
        ))}
      </TabList>
      {tabs.map((tab) => (
        <TabPanel key={tab.id} id={tab.id} className="flex min-h-0 flex-1 flex-col outline-none">
          {tab.content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
