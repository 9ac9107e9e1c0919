import type { ReactNode } from "react";
import { cx } from "@/shared/lib/cx";

export type BadgeTone = "neutral" | "brand" | "turn" | "warn" | "danger";

const tones: Record<BadgeTone, string> = {
  neutral: "bg-surface text-muted border-line",
  brand: "bg-brand-soft text-on-brand-soft border-transparent",
  turn: "bg-turn-soft text-on-turn-soft border-transparent",
  warn: "bg-warn text-on-warn border-transparent",
  danger: "bg-danger-soft text-danger-ink border-transparent",
};

export function Badge({ tone = "neutral", children }: { tone?: BadgeTone; children: ReactNode }) {
  return (
    <span
      className={cx(
        "inline-flex items-center gap-1 whitespace-nowrap rounded-full border px-2 py-0.5 text-xs font-semibold",
        tones[tone],
      )}
    >
      {children}
    </span>
  );
}
