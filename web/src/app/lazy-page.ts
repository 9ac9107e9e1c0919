import { type ComponentType, lazy } from "react";
import { loadTexts, type Namespace } from "@/shared/i18n";

/** A page and its texts, fetched side by side when the page is first opened. */
export function lazyPage(load: () => Promise<{ default: ComponentType }>, ...texts: Namespace[]) {
  return lazy(async () => {
    const [page] = await Promise.all([load(), loadTexts(...texts)]);
    return page;
  });
}
