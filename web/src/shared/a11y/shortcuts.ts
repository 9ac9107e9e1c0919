import { useEffect } from "react";
import { shortcutsOn } from "@/shared/prefs/switches";

/**
 * Every single-letter key of the room. Matched by the key's place (`code`), so that it works on any keyboard layout.
 * The help dialog, the hints at buttons and the tests all read this list.
 */
export const catalogue = [
  { id: "ask", code: "KeyR", label: "R" },
  { id: "release", code: "KeyX", label: "X" },
  { id: "status", code: "KeyT", label: "T" },
  { id: "grantNext", code: "KeyN", label: "N" },
  { id: "help", code: "Slash", shift: true, label: "?" },
] as const;

export type ShortcutId = (typeof catalogue)[number]["id"];
export type ShortcutActions = Partial<Record<ShortcutId, () => void>>;

export const keyOf = (id: ShortcutId): string => catalogue.find((each) => each.id === id)?.label ?? "";

const typing = "input, textarea, select, [contenteditable], [role=menu], [role=dialog], [role=alertdialog]";

function actionFor(event: KeyboardEvent, actions: ShortcutActions): (() => void) | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return undefined;
  if (event.target instanceof Element && event.target.closest(typing)) return undefined;
  const entry = catalogue.find((each) => each.code === event.code && event.shiftKey === "shift" in each);
  return entry && actions[entry.id];
}

export function useShortcuts(actions: ShortcutActions): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!shortcutsOn.get()) return;
      const action = actionFor(event, actions);
      if (!action) return;
      event.preventDefault();
      action();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [actions]);
}
