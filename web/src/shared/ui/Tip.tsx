import type { ReactNode, RefObject } from "react";
import { Tooltip } from "react-aria-components";
import { tooltipClass } from "./tip-look";

interface TipProps {
  target: RefObject<HTMLElement | null>;
  onClose: () => void;
  children: ReactNode;
}

/** The words of a picture, beside it. The button's name says the same to who listens. */
export default function Tip({ target, onClose, children }: TipProps) {
  return (
    <Tooltip
      triggerRef={target}
      isOpen
      onOpenChange={(open) => !open && onClose()}
      offset={6}
      className={tooltipClass}
    >
      {children}
    </Tooltip>
  );
}
