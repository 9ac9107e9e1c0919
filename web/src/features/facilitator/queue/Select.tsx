import { useId } from "react";
import { cx } from "@/shared/lib/cx";
import { controlClass } from "@/shared/ui/Field";

interface SelectProps {
  label: string;
  describedBy?: string;
  value: string;
  disabled: boolean;
  options: readonly { value: string; label: string }[];
  onChange: (value: string) => void;
}

/** A small choice with its label before it: for tools, not for forms. */
export function Select({ label, describedBy, value, disabled, options, onChange }: SelectProps) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-xs text-muted">
        {label}
      </label>
      <select
        id={id}
        aria-describedby={describedBy}
        value={value}
        disabled={disabled}
        onChange={(event) => onChange(event.target.value)}
        className={cx(controlClass, "min-h-9 py-1")}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
