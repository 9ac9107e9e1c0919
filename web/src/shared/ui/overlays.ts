export const loadMenu = () => import("./MenuButton");
export const loadInfo = () => import("./InfoButton");
export const loadDialog = () => import("./DialogFrame");

/** Fetches them while nothing else is to do: a dialog must also open when the connection is gone. */
export function prepareOverlays(): void {
  const load = () => void Promise.all([loadMenu(), loadInfo(), loadDialog()]).catch(() => undefined);
  if ("requestIdleCallback" in window) requestIdleCallback(load);
  else setTimeout(load, 500);
}
