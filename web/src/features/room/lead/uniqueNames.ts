import i18next from "i18next";
import type { RequestView } from "@/shared/rt/wire";

/** What to call each request: the person's name, and the kind for who waits with several. */
export function uniqueNames(queue: readonly RequestView[]): Map<number, string> {
  const counts = new Map<string, number>();
  for (const { display_name } of queue) counts.set(display_name, (counts.get(display_name) ?? 0) + 1);
  return new Map(
    queue.map(({ request_id, display_name, kind, position }) => [
      request_id,
      counts.get(display_name) === 1
        ? display_name
        : `${display_name} (${position}, ${i18next.t(`kind.${kind}`)})`,
    ]),
  );
}
