import { Check } from "lucide-react";
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
import type { MenuEntry, MenuProps } from "./Menu";

const square =
  "inline-grid size-8 shrink-0 place-items-center rounded-lg text-muted transition-colors pointer-coarse:size-11";
const hovered =
  "data-[hovered]:bg-hover data-[hovered]:text-ink data-[pressed]:bg-hover data-[disabled]:opacity-40";

function Entry({ label, detail, icon, checked }: MenuEntry) {
  return (
    <>
      {icon && <span className="text-muted">{icon}</span>}
      <span className="min-w-0 flex-1">
        <span className={cx("block", checked && "font-semibold")}>{label}</span>
        {detail && <span className="block text-xs text-muted">{detail}</span>}
      </span>
      {checked && <Check size={16} aria-hidden="true" className="shrink-0 text-brand" />}
    </>
  );
}

function Trigger({ label, className, worded, isDisabled = false, children }: MenuProps) {
  const button = (
    <Button
      aria-label={label}
      isDisabled={isDisabled}
      className={cx(worded ? "data-[disabled]:opacity-55" : cx(square, hovered), className)}
    >
      {children}
    </Button>
  );
  if (worded) return button;
  return (
    <TooltipTrigger delay={500}>
      {button}
      <Tooltip offset={6} className={tooltipClass}>
        {label}
      </Tooltip>
    </TooltipTrigger>
  );
}

export default function MenuButton(props: MenuProps) {
  const { label, entries, worded } = props;
  const chosen = entries.filter((entry) => entry.checked).map((entry) => entry.id);
  const choices = entries.some((entry) => entry.checked !== undefined);
  return (
    <MenuTrigger>
      <Trigger {...props} />
      <Popover
        placement={worded ? "bottom start" : "bottom end"}
        offset={6}
        className="overlay-in max-w-80 min-w-48 overflow-y-auto rounded-xl border border-line bg-raised p-1 shadow-overlay"
      >
        <AriaMenu
          aria-label={label}
          selectionMode={choices ? "single" : "none"}
          selectedKeys={chosen}
          className="outline-none"
        >
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
                "flex min-h-9 cursor-pointer items-center gap-2.5 rounded-lg px-2.5 py-1 text-sm outline-none data-[focused]:bg-hover pointer-coarse:min-h-11",
                entry.danger ? "text-danger-ink" : "text-ink",
              )}
            >
              <Entry {...entry} />
            </MenuItem>,
          ])}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
