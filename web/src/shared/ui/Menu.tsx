import { lazy, type ReactNode, Suspense } from "react";
import { cx } from "@/shared/lib/cx";
import { loadMenu } from "./overlays";

export interface MenuEntry {
  id: string;
  label: string;
  /** A line about what it means. */
  detail?: string;
  icon?: ReactNode;
  /** The one of several that holds now. */
  checked?: boolean;
  danger?: boolean;
  /** Starts a new group. */
  divided?: boolean;
  onAction: () => void;
}

export interface MenuProps {
  label: string;
  entries: readonly MenuEntry[];
  className?: string;
  /** The button has words of its own, so it needs no tip. */
  worded?: boolean;
  isDisabled?: boolean;
  children: ReactNode;
}

const MenuButton = lazy(loadMenu);

/** A button with a menu. What menus need is fetched after the page, whose place they keep meanwhile. */
export function Menu(props: MenuProps) {
  return (
    <Suspense fallback={<span className={cx("size-8 shrink-0 pointer-coarse:size-11", props.className)} />}>
      <MenuButton {...props} />
    </Suspense>
  );
}
