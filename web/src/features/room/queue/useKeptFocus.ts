import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";

interface Place {
  element: HTMLElement;
  row: number;
}

const rowsOf = (box: HTMLElement) => Array.from(box.querySelectorAll<HTMLElement>("li, [role=row]"));

const firstButton = (row: Element | null | undefined) =>
  row?.querySelector<HTMLElement>("button:not(:disabled):not([slot=drag])");

/**
 * A row that moves loses the focus, so does a button that is switched off at the end of the list, and a row that goes
 * takes it along. This gives it back: to the same button, to one beside it, or to the row that took the place.
 */
export function useKeptFocus(box: RefObject<HTMLElement | null>): void {
  const last = useRef<Place | null>(null);
  useEffect(() => {
    const note = () => {
      const element = document.activeElement;
      if (!(element instanceof HTMLElement) || element === document.body) return;
      const row = box.current ? rowsOf(box.current).findIndex((each) => each.contains(element)) : -1;
      last.current = row < 0 ? null : { element, row };
    };
    document.addEventListener("focusin", note);
    return () => document.removeEventListener("focusin", note);
  }, [box]);
  useLayoutEffect(() => {
    if (!box.current || !last.current) return;
    const { element, row } = last.current;
    const isOff = element.matches(":disabled");
    if (document.activeElement !== document.body && !(document.activeElement === element && isOff)) return;
    const stays = box.current.contains(element);
    const rows = rowsOf(box.current);
    if (stays && !isOff) element.focus();
    else
      firstButton(stays ? element.closest("li, [role=row]") : rows[Math.min(row, rows.length - 1)])?.focus();
  });
}
