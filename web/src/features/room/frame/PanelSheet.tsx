import { X } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "@/shared/ui/IconButton";
import type { PanelId } from "./panels";

interface PanelSheetProps {
  id: PanelId;
  onClose: () => void;
  children: ReactNode;
}

/**
 * A panel over the stage, for narrow screens. It is no dialog: who speaks, how long and my own button stay in view above
 * it and can be used.
 */
export function PanelSheet({ id, onClose, children }: PanelSheetProps) {
  const { t } = useTranslation("room");
  const { t: common } = useTranslation();
  const box = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another panel is another place to be
  useEffect(() => heading.current?.focus(), [id]);
  useEffect(() => {
    const mine = box.current?.querySelector("[data-mine]");
    mine?.scrollIntoView({ block: "center" });
  }, []);
  const byEscape = (event: KeyboardEvent) => {
    if (event.key === "Escape" && !event.defaultPrevented) onClose();
  };
  return (
    <section
      ref={box}
      aria-labelledby="sheet-title"
      onKeyDown={byEscape}
      className="sheet-in absolute inset-0 z-5 flex flex-col rounded-t-2xl border-t border-line bg-bg shadow-overlay"
    >
      <header className="flex items-center gap-2 border-b border-line py-2 ps-5 pe-2">
        <h2 id="sheet-title" ref={heading} tabIndex={-1} className="min-w-0 flex-1 text-lg font-semibold">
          {t(`${id}.title`)}
        </h2>
        <IconButton label={common("close")} onPress={onClose}>
          <X size={18} aria-hidden="true" />
        </IconButton>
      </header>
      <div className="flex min-h-0 flex-1 flex-col">{children}</div>
    </section>
  );
}
