import type { ButtonHTMLAttributes, Ref } from "react";
import { cx } from "@/shared/lib/cx";
import { Spinner } from "./Spinner";

export type ButtonTone = "primary" | "secondary" | "ghost" | "soft" | "danger" | "onBrand" | "onBrandQuiet";
export type ButtonSize = "sm" | "md" | "lg";

const tones: Record<ButtonTone, string> = {
  primary: "bg-brand text-on-brand hover:bg-brand-strong",
  secondary: "border border-edge bg-raised text-ink hover:bg-hover",
  ghost: "text-ink hover:bg-hover",
  soft: "border border-transparent bg-turn-soft text-on-turn-soft hover:opacity-90",
  danger: "bg-danger text-on-danger hover:bg-danger-strong",
  onBrand: "bg-on-brand text-brand hover:opacity-90",
  onBrandQuiet: "border border-on-brand/70 text-on-brand hover:bg-on-brand/10",
};

const sizes: Record<ButtonSize, string> = {
  sm: "min-h-8 px-2.5 text-sm pointer-coarse:min-h-11",
  md: "min-h-9 px-3.5 text-sm pointer-coarse:min-h-11",
  lg: "min-h-11 px-4 text-base",
};

export function buttonClass(tone: ButtonTone = "secondary", size: ButtonSize = "md", extra?: string): string {
  return cx(
    "inline-flex select-none items-center justify-center gap-2 whitespace-nowrap rounded-lg font-semibold no-underline",
    "transition-[background-color,opacity] duration-150 disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:opacity-55",
    tones[tone],
    sizes[size],
    extra,
  );
}

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  tone?: ButtonTone;
  size?: ButtonSize;
  /** On its way: it cannot be pressed again, but it keeps the focus. */
  pending?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

export function Button({
  tone,
  size,
  pending = false,
  className,
  onClick,
  children,
  type = "button",
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={buttonClass(tone, size, className)}
      aria-disabled={pending || undefined}
      onClick={(event) => (pending ? event.preventDefault() : onClick?.(event))}
    >
      {pending && <Spinner />}
      {children}
    </button>
  );
}
