import { useEffect } from "react";
import { useSignal } from "@/shared/lib/signal";
import { gateOf } from "@/shared/media/heard";
import { pushToTalk } from "@/shared/prefs/switches";
import { useSession } from "./context";
import { useNow } from "./hooks";

/** Where the space bar has another meaning. */
const busy =
  "input, textarea, select, button, a[href], summary, video, [contenteditable], [role=tab], [role=menu], [role=dialog], [role=alertdialog]";

/** The space bar opens the microphone while it is held: it is no letter, so it needs no switch of its own but this. */
export function usePushToTalk(): void {
  const session = useSession();
  const on = useSignal(pushToTalk);
  const now = useNow();
  useEffect(() => {
    if (!on) return;
    const press = (event: KeyboardEvent) => {
      if (event.code !== "Space" || event.ctrlKey || event.altKey || event.metaKey) return;
      if (event.target instanceof Element && event.target.closest(busy)) return;
      if (gateOf(now()) !== "open" || !session.inputs.mic.get().on) return;
      event.preventDefault();
      session.pressed.set(true);
    };
    const release = (event: KeyboardEvent) => {
      if (event.code === "Space") session.pressed.set(false);
    };
    // A page that loses the keyboard never hears the key come up.
    const lose = () => session.pressed.set(false);
    document.addEventListener("keydown", press);
    document.addEventListener("keyup", release);
    window.addEventListener("blur", lose);
    return () => {
      lose();
      document.removeEventListener("keydown", press);
      document.removeEventListener("keyup", release);
      window.removeEventListener("blur", lose);
    };
  }, [on, now, session]);
}
