import { useSignal } from "@/shared/lib/signal";
import { channels } from "./announcer";

/** Mounted empty at the start: a region that appears together with its text is often not read. */
export function LiveRegions() {
  const polite = useSignal(channels.polite.text);
  const assertive = useSignal(channels.assertive.text);
  return (
    <>
      <div className="sr-only" role="status" aria-live="polite" aria-atomic="true" data-testid="live-polite">
        {polite}
      </div>
      <div
        className="sr-only"
        role="alert"
        aria-live="assertive"
        aria-atomic="true"
        data-testid="live-assertive"
      >
        {assertive}
      </div>
    </>
  );
}
