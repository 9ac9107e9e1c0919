import { useSyncExternalStore } from "react";

/** Whether a media query holds, for what style sheets cannot do: not to mount something at all. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = matchMedia(query);
      media.addEventListener("change", listener);
      return () => media.removeEventListener("change", listener);
    },
    () => matchMedia(query).matches,
  );
}

/** Wide enough for the panels beside the stage. */
export const wide = "(min-width: 64rem)";
/** Too narrow for words on every button. */
export const narrow = "(max-width: 39.99rem)";
