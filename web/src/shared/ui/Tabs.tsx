import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from "react";
import { cx } from "@/shared/lib/cx";

export interface TabEntry {
  id: string;
  label: string;
  count?: number;
  content: ReactNode;
}

interface TabsProps {
  label: string;
  tabs: readonly TabEntry[];
  /** Which one is seen, when that is decided from outside as well. */
  chosen?: string;
  onChoose?: (id: string) => void;
}

/** Panels of which one is seen; the panel scrolls, the row of tabs stays. Arrow keys move between the tabs. */
export function Tabs({ label, tabs, chosen: given, onChoose }: TabsProps) {
  const base = useId();
  const list = useRef<HTMLDivElement>(null);
  const [own, setOwn] = useState(0);
  const chosen = given === undefined ? own : tabs.findIndex((tab) => tab.id === given);
  const setChosen = (index: number) => {
    setOwn(index);
    onChoose?.(tabs[index]?.id ?? "");
  };
  const move = (event: KeyboardEvent) => {
    const forward = document.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
    const steps: Record<string, number> = { [forward]: chosen + 1, Home: 0, End: tabs.length - 1 };
    const backward = event.key.startsWith("Arrow") && /Left|Right/.test(event.key) ? chosen - 1 : undefined;
    const target = steps[event.key] ?? backward;
    if (target === undefined) return;
    event.preventDefault();
    const next = (target + tabs.length) % tabs.length;
    setChosen(next);
    list.current?.querySelectorAll<HTMLElement>("[role=tab]")[next]?.focus();
  };
  const current = tabs[chosen];
  return (
    <>
      <div
        ref={list}
        role="tablist"
        aria-label={label}
        onKeyDown={move}
        className="flex gap-1 border-b border-line px-3"
      >
        {tabs.map((tab, index) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            data-id={tab.id}
            id={`${base}-${tab.id}`}
            aria-selected={index === chosen}
            aria-controls={`${base}-panel`}
            tabIndex={index === chosen ? 0 : -1}
            onClick={() => setChosen(index)}
            className={cx(
              "-mb-px flex min-h-11 items-center gap-1.5 border-b-2 px-2.5 text-sm",
              index === chosen
                ? "border-brand font-semibold text-ink"
                : "border-transparent text-muted hover:text-ink",
            )}
          >
            {tab.label}
            {tab.count !== undefined && (
              <span className="min-w-5 rounded-full bg-hover px-1.5 text-center text-xs tabular-nums">
                {tab.count}
              </span>
            )}
          </button>
        ))}
      </div>
      <div
        key={current?.id}
        role="tabpanel"
        id={`${base}-panel`}
        aria-labelledby={`${base}-${current?.id}`}
        className="flex min-h-0 flex-1 flex-col"
      >
        {current?.content}
      </div>
    </>
  );
}
