import {
  Menu as AriaMenu,
  Button,
  MenuItem,
  MenuTrigger,
  Popover,
  Separator,
  Tooltip,
  TooltipTrigger,
} from "react-aria-components";
import { cx } from "@/shared/lib/cx";
import { tooltipClass } from "./IconButton";
import type { MenuProps } from "./Menu";

export default function MenuButton({ label, entries, className, children }: MenuProps) {
  return (
    <MenuTrigger>
      <TooltipTrigger delay={500}>
        <Button
          aria-label={label}
          className={cx(
            "inline-grid size-8 shrink-0 place-items-center rounded-lg text-muted transition-colors pointer-coarse:size-11",
            "data-[hovered]:bg-hover data-[hovered]:text-ink data-[pressed]:bg-hover",
            className,
          )}
        >
          {children}
        </Button>
        <Tooltip offset={6} className={tooltipClass}>
          {label}
        </Tooltip>
      </TooltipTrigger>
      <Popover
        placement="bottom end"
        offset={6}
        className="overlay-in min-w-48 rounded-xl border border-line bg-raised p-1 shadow-overlay"
      >
        <AriaMenu aria-label={label} className="outline-none">
          {entries.flatMap((entry) => [
            entry.divided && (
              <Separator key={`${entry.id}-before`} className="mx-2 my-1 border-t border-line" />
            ),
            <MenuItem
              key={entry.id}
              id={entry.id}
              textValue={entry.label}
              onAction={entry.onAction}
              className={cx(
                "flex min-h-9 cursor-pointer items-center gap-2.5 rounded-lg px-2.5 text-sm outline-none data-[focused]:bg-hover pointer-coarse:min-h-11",
                entry.danger ? "text-danger-ink" : "text-ink",
              )}
            >
              {entry.icon && <span className="text-muted">{entry.icon}</span>}
              {entry.label}
            </MenuItem>,
          ])}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
