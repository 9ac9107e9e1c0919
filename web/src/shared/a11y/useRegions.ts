import { useEffect } from "react";

const regions = "header, nav, main > section, aside, section[aria-labelledby], section[aria-label]";

/** The parts of the page one can see, each once: what lies in another is reached through it. */
function shownRegions(): HTMLElement[] {
  const all = [...document.querySelectorAll<HTMLElement>(regions)];
  const shown = all.filter((each) => each.childElementCount > 0 && each.checkVisibility());
  return shown.filter((each) => !each.parentElement?.closest("[role=dialog], [role=alertdialog]"));
}

function go(step: 1 | -1): void {
  const all = shownRegions();
  const here = all.findLastIndex((each) => each.contains(document.activeElement));
  const next = all[(here + step + all.length) % all.length] ?? all[0];
  if (!next) return;
  const inside = next.querySelector<HTMLElement>(
    "button:not(:disabled), a[href], input, [tabindex='0'], [tabindex='-1']",
  );
  if (!inside) next.tabIndex = -1;
  (inside ?? next).focus();
}

/** F6 goes to the next part of the page, Shift+F6 to the one before: quicker than Tab through all that is between. */
export function useRegions(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== "F6" || event.ctrlKey || event.altKey || event.metaKey) return;
      if (document.querySelector("[role=dialog], [role=alertdialog]")) return;
      event.preventDefault();
      go(event.shiftKey ? -1 : 1);
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
}
