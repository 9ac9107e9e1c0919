import type { ReactNode } from "react";
import { cx } from "@/shared/lib/cx";

export interface Option<T extends string> {
  value: T;
  label: ReactNode;
  detail?: ReactNode;
  icon?: ReactNode;
}

interface ChoiceProps<T extends string> {
  legend: string;
  hideLegend?: boolean;
  name: string;
  value: T;
  onChange: (value: T) => void;
  options: readonly Option<T>[];
  /** `cards` for options that need words, `segments` for a few short ones. */
  look?: "cards" | "segments";
  columns?: string;
}

const looks = {
  cards: cx(
    "flex items-start gap-3 rounded-xl border border-line bg-raised p-3 hover:border-edge",
    "has-checked:border-brand has-checked:bg-brand-soft has-checked:text-on-brand-soft has-checked:inset-ring has-checked:inset-ring-brand",
  ),
  segments: cx(
    "flex min-h-9 flex-1 items-center justify-center gap-2 rounded-md px-3 text-sm text-muted hover:text-ink pointer-coarse:min-h-11",
    "has-checked:bg-raised has-checked:font-semibold has-checked:text-ink has-checked:shadow-sm has-checked:ring-1 has-checked:ring-line",
  ),
};

/** One of a few: radio buttons that look like cards or like a segmented control. */
export function Choice<T extends string>({
  legend,
  hideLegend = false,
  name,
  value,
  onChange,
  options,
  look = "cards",
  columns,
}: ChoiceProps<T>) {
  return (
    <fieldset className="min-w-0">
      <legend className={hideLegend ? "sr-only" : "mb-1.5 text-sm font-semibold"}>{legend}</legend>
      <div
        className={
          look === "cards"
            ? cx("grid gap-2", columns)
            : "flex gap-1 rounded-lg border border-line bg-surface p-1"
        }
      >
        {options.map((option) => (
          <label
            key={option.value}
            className={cx(
              "relative cursor-pointer has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus",
              looks[look],
            )}
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
              className="absolute size-px opacity-0"
            />
            {option.icon}
            <span className="min-w-0">
              <span className={look === "cards" ? "block text-sm font-semibold" : ""}>{option.label}</span>
              {option.detail && <span className="mt-0.5 block text-sm opacity-85">{option.detail}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
