import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";

/** A row that moves is taken out of the page and put back, which loses its focus: this gives it back. */
export function useKeptFocus(): RefObject<HTMLOListElement | null> {
  const list = useRef<HTMLOListElement>(null);
  const last = useRef<HTMLElement | null>(null);
  useEffect(() => {
    const note = () => {
      const focused = document.activeElement;
      if (focused instanceof HTMLElement && list.current?.contains(focused)) last.current = focused;
      else if (focused !== document.body) last.current = null;
    };
    document.addEventListener("focusin", note);
    return () => document.removeEventListener("focusin", note);
  }, []);
  useLayoutEffect(() => {
    const lost = last.current;
    if (lost && document.activeElement === document.body && list.current?.contains(lost)) lost.focus();
  });
  return list;
}
