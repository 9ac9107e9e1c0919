import { CircleAlert } from "lucide-react";
import { type ReactNode, useId } from "react";
import { cx } from "@/shared/lib/cx";

export const controlClass = cx(
  "w-full min-h-10 rounded-lg border border-edge bg-raised px-3 py-2 text-base text-ink pointer-coarse:min-h-11",
  "aria-invalid:border-2 aria-invalid:border-danger disabled:opacity-60 sm:text-sm",
);

export interface FieldTexts {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
}

interface ControlProps {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
}

/** A label, a control, a hint and what is wrong with it, tied together for assistive technology. */
export function Field({
  label,
  hint,
  error,
  aside,
  children,
}: FieldTexts & { aside?: ReactNode; children: (control: ControlProps) => ReactNode }) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex items-baseline justify-between gap-2">
        <label htmlFor={id} className="text-sm font-semibold">
          {label}
        </label>
        {aside}
      </div>
      {children({
        id,
        "aria-describedby": described || undefined,
        "aria-invalid": error ? true : undefined,
      })}
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-muted">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="flex items-start gap-1.5 text-sm text-danger-ink">
          <CircleAlert size={16} className="mt-0.5 shrink-0" aria-hidden="true" />
          {error}
        </p>
      )}
    </div>
  );
}
