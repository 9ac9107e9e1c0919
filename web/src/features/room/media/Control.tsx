import type { ReactNode } from "react";
import { cx } from "@/shared/lib/cx";

export type ControlTone = "off" | "on" | "heard" | "waits" | "wrong";

const tones: Record<ControlTone, string> = {
  off: "border-edge bg-raised text-ink hover:bg-hover",
  on: "border-brand bg-brand-soft text-on-brand-soft hover:opacity-90",
  heard: "border-turn bg-turn text-on-turn hover:opacity-90",
  waits: "border-edge bg-hover text-ink hover:bg-raised",
  wrong: "border-danger bg-danger-soft text-danger-ink hover:opacity-90",
};

interface ControlProps {
  name: string;
  /** What pressing it does. */
  label: string;
  /** What holds now, for eyes; it is part of the name, too. */
  words?: string;
  tone: ControlTone;
  pressed?: boolean;
  disabled?: boolean;
  keys?: string;
  icon: ReactNode;
  onPress: () => void;
}

/** One of the controls under the stage: a picture, and words beside it where there is room. */
export function Control({ name, label, words, tone, pressed, disabled, keys, icon, onPress }: ControlProps) {
  return (
    <button
      type="button"
      data-testid={`media-${name}`}
      aria-label={words ? `${label}. ${words}` : label}
      aria-pressed={pressed}
      aria-keyshortcuts={keys}
      title={label}
      disabled={disabled}
      onClick={onPress}
      className={cx(
        "inline-flex min-h-11 min-w-11 items-center justify-center gap-2 rounded-lg border px-2.5 text-sm font-semibold transition-colors duration-150",
        "disabled:cursor-not-allowed disabled:opacity-55",
        tones[tone],
      )}
    >
      <span aria-hidden="true" className="shrink-0">
        {icon}
      </span>
      {words && (
        <span aria-hidden="true" className="max-xl:hidden">
          {words}
        </span>
      )}
    </button>
  );
}
