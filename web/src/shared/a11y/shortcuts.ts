import { useEffect } from "react";
import { shortcutsOn } from "@/shared/prefs/switches";

interface Shortcut {
  id: string;
  /** Places of the key. */
  codes: readonly string[];
  /** Signs, for keys whose place differs between keyboards. */
  keys?: readonly string[];
  shift?: true;
  label: string;
}

/**
 * Every single-letter key of the room. Letters are matched by their place (`code`), so that they work on any keyboard
 * layout. The help dialog, the hints at buttons and the tests all read this list.
 */
export const catalogue = [
  { id: "ask", codes: ["KeyR"], label: "R" },
  { id: "release", codes: ["KeyX"], label: "X" },
  { id: "yield", codes: ["KeyY"], label: "Y" },
  { id: "status", codes: ["KeyT"], label: "T" },
  { id: "queue", codes: ["KeyQ"], label: "Q" },
  { id: "people", codes: ["KeyP"], label: "P" },
  { id: "agenda", codes: ["KeyA"], label: "A" },
  { id: "mic", codes: ["KeyM"], label: "M" },
  { id: "camera", codes: ["KeyV"], label: "V" },
  { id: "layout", codes: ["KeyL"], label: "L" },
  { id: "grantNext", codes: ["KeyN"], label: "N" },
  { id: "more", codes: ["NumpadAdd"], keys: ["+"], label: "+" },
  { id: "less", codes: ["NumpadSubtract"], keys: ["-"], label: "-" },
  { id: "help", codes: ["Slash"], keys: ["?"], shift: true, label: "?" },
] as const satisfies readonly Shortcut[];

export type ShortcutId = (typeof catalogue)[number]["id"];
export type ShortcutActions = Partial<Record<ShortcutId, () => void>>;

export const keyOf = (id: ShortcutId): string => catalogue.find((each) => each.id === id)?.label ?? "";

const typing = "input, textarea, select, [contenteditable], [role=menu], [role=dialog], [role=alertdialog]";

function matches(event: KeyboardEvent, { codes, keys, shift }: Shortcut): boolean {
  // A sign is the sign, whatever has to be held to write it.
  return keys?.includes(event.key) || (codes.includes(event.code) && event.shiftKey === Boolean(shift));
}

function actionFor(event: KeyboardEvent, actions: ShortcutActions): (() => void) | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return undefined;
  if (event.target instanceof Element && event.target.closest(typing)) return undefined;
  const entry = catalogue.find((each) => matches(event, each));
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
    // On the way down: rows and buttons of lists keep keys to themselves on the way up.
    document.addEventListener("keydown", press, true);
    return () => document.removeEventListener("keydown", press, true);
  }, [actions]);
}
