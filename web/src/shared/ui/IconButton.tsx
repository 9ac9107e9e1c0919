import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from "react";
import { cx } from "@/shared/lib/cx";

export { tooltipClass } from "./tip-look";

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

const tipDelayMs = 500;
/** What it takes to place a tip is more than most pages: it comes with the first tip. */
const Tip = lazy(() => import("./Tip"));

/** A button that is a picture, with its name for those who do not see or do not know the picture. */
export function IconButton(props: IconButtonProps) {
  const { label, tip, onPress, isDisabled = false, bordered = false, className, children } = props;
  const button = useRef<HTMLButtonElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [tipOpen, setTipOpen] = useState(false);
  const open = (afterMs: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setTipOpen(true), afterMs);
  };
  const close = () => {
    clearTimeout(timer.current);
    setTipOpen(false);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <>
      <button
        ref={button}
        type="button"
        aria-label={label}
        disabled={isDisabled}
        onClick={() => {
          close();
          onPress?.();
        }}
        onPointerEnter={(event) => event.pointerType === "mouse" && open(tipDelayMs)}
        onPointerLeave={close}
        onPointerDown={close}
        onFocus={(event) => event.currentTarget.matches(":focus-visible") && open(0)}
        onBlur={close}
        onKeyDown={(event) => event.key === "Escape" && close()}
        className={cx(
          "inline-grid size-8 shrink-0 place-items-center rounded-lg text-muted transition-colors pointer-coarse:size-11",
          "enabled:hover:bg-hover enabled:hover:text-ink disabled:cursor-not-allowed disabled:opacity-40",
          bordered && "border border-line",
          className,
        )}
      >
        {children}
      </button>
      {tipOpen && (
        <Suspense>
          <Tip target={button} onClose={close}>
            {tip ?? label}
          </Tip>
        </Suspense>
      )}
    </>
  );
}
