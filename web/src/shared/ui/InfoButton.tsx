import { Info } from "lucide-react";
import { Button, Dialog, DialogTrigger, Popover } from "react-aria-components";
import type { InfoProps } from "./Info";

export default function InfoButton({ label, children }: InfoProps) {
  return (
    <DialogTrigger>
      <Button
        aria-label={label}
        className="inline-grid size-8 shrink-0 place-items-center rounded-lg text-muted data-[hovered]:bg-hover data-[hovered]:text-ink pointer-coarse:size-11"
      >
        <Info size={16} aria-hidden="true" />
      </Button>
      <Popover
        placement="bottom start"
        offset={6}
        className="overlay-in max-w-80 rounded-xl border border-line bg-raised p-4 text-sm shadow-overlay"
      >
        <Dialog aria-label={label} className="outline-none">
          {children}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
