import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";

interface Place {
  element: HTMLElement;
  row: number;
}

const firstButton = (row: Element | null | undefined) =>
  row?.querySelector<HTMLElement>("button:not(:disabled)");

/**
 * A row that moves loses the focus, so does a button that is switched off at the end of the list, and a row that goes
 * takes it along. This gives it back: to the same button, to one beside it, or to the row that took the place.
 */
export function useKeptFocus(): RefObject<HTMLOListElement | null> {
  const list = useRef<HTMLOListElement>(null);
  const last = useRef<Place | null>(null);
  useEffect(() => {
    const note = () => {
      const element = document.activeElement;
      if (!(element instanceof HTMLElement) || element === document.body) return;
      const row = Array.from(list.current?.children ?? []).findIndex((each) => each.contains(element));
      last.current = row < 0 ? null : { element, row };
    };
    document.addEventListener("focusin", note);
    return () => document.removeEventListener("focusin", note);
  }, []);
  useLayoutEffect(() => {
    if (!list.current || !last.current) return;
    const { element, row } = last.current;
    const isOff = element.matches(":disabled");
    if (document.activeElement !== document.body && !(document.activeElement === element && isOff)) return;
    const stays = list.current.contains(element);
    const rows = list.current.children;
    if (stays && !isOff) element.focus();
    else firstButton(stays ? element.closest("li") : rows[Math.min(row, rows.length - 1)])?.focus();
  });
  return list;
}
