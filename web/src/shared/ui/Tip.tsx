import { type ReactNode, type RefObject, useMemo } from "react";
import { Tooltip, TooltipTriggerStateContext } from "react-aria-components";
import { tooltipClass } from "./tip-look";

interface TipProps {
  target: RefObject<HTMLElement | null>;
  onClose: () => void;
  children: ReactNode;
}

/** The words of a picture, beside it. The button's name says the same to who listens. */
export default function Tip({ target, onClose, children }: TipProps) {
  // The button decides when; this is what a tip asks its trigger.
  const trigger = useMemo(
    () => ({ isOpen: true, shouldSkipAnimation: false, open: () => undefined, close: onClose }),
    [onClose],
  );
  return (
    <TooltipTriggerStateContext value={trigger}>
      <Tooltip triggerRef={target} isOpen offset={6} className={tooltipClass}>
        {children}
      </Tooltip>
    </TooltipTriggerStateContext>
  );
}
