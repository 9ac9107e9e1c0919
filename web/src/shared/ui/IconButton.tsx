import type { ReactNode } from "react";
import { Button, Tooltip, TooltipTrigger } from "react-aria-components";
import { cx } from "@/shared/lib/cx";

interface IconButtonProps {
  label: string;
  /** Shown in the tip instead of the label, when the label repeats what stands beside it. */
  tip?: string;
  onPress?: () => void;
  isDisabled?: boolean;
  bordered?: boolean;
  className?: string;
  children: ReactNode;
}

export const tooltipClass =
  "overlay-in max-w-64 rounded-md bg-ink px-2 py-1 text-xs text-bg shadow-overlay forced-colors:border";

/** A button that is a picture, with its name for those who do not see or do not know the picture. */
export function IconButton({ label, tip, bordered = false, className, children, ...rest }: IconButtonProps) {
  return (
    <TooltipTrigger delay={500}>
      <Button
        {...rest}
        aria-label={label}
        className={cx(
          "inline-grid size-8 shrink-0 place-items-center rounded-lg text-muted transition-colors pointer-coarse:size-11",
          "data-[hovered]:bg-hover data-[hovered]:text-ink data-[disabled]:opacity-40",
          bordered && "border border-line",
          className,
        )}
      >
        {children}
      </Button>
      <Tooltip offset={6} className={tooltipClass}>
        {tip ?? label}
      </Tooltip>
    </TooltipTrigger>
  );
}
