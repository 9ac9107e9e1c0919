import i18next from "i18next";
import type { RequestView } from "@/shared/rt/wire";

/** What to call a request: the person's name, and the place and kind for who waits with several. */
export function uniqueName(queue: readonly RequestView[], request: RequestView): string {
  const { display_name, position, kind, request_id } = request;
  const alone = queue.every((each) => each.request_id === request_id || each.display_name !== display_name);
  return alone ? display_name : `${display_name} (${position}, ${i18next.t(`kind.${kind}`)})`;
}
