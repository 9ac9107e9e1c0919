import { createContext, useContext, useEffect, useState, useSyncExternalStore } from "react";
import { loadTexts } from "@/shared/i18n";
import { type Signal, useSignal } from "@/shared/lib/signal";
import type { MediaView } from "@/shared/media/client";
import { mediaHere } from "@/shared/media/here";
import type { MediaSession } from "@/shared/media/session";
import { useRoomClient } from "@/shared/rt/hooks";

export const MediaContext = createContext<MediaSession | null>(null);

/** Audio and video of this room; `null` until their code has come, and where the server carries none. */
export function useMediaSession(): MediaSession | null {
  return useContext(MediaContext);
}

/** For what is shown only where there is media. */
export function useSession(): MediaSession {
  const session = useContext(MediaContext);
  if (!session) throw new Error("useSession outside of a room with media");
  return session;
}

const nowhere: Signal<null> = { get: () => null, set: () => undefined, subscribe: () => () => undefined };

/** Whether there is media to show: not on a server without, and not once the meeting is over. */
function useShown(session: MediaSession | null): boolean {
  const here = useSignal(mediaHere);
  const view: Signal<MediaView | null> = session?.client.view ?? nowhere;
  const phase = useSyncExternalStore(view.subscribe, () => view.get()?.phase);
  if (phase === undefined || phase === "off" || phase === "over") return false;
  return here || phase === "on";
}

/** Starts audio and video for as long as the room is on the screen. Their code comes after the room's. */
export function useOpenedSession(): MediaSession | null {
  const client = useRoomClient();
  const [session, setSession] = useState<MediaSession | null>(null);
  useEffect(() => {
    let opened: MediaSession | undefined;
    let gone = false;
    const start = async () => {
      const [{ MediaSession }] = await Promise.all([import("@/shared/media/session"), loadTexts("media")]);
      if (gone) return;
      opened = new MediaSession(client);
      setSession(opened);
    };
    // Without this code the meeting goes on as one without sound.
    start().catch(() => undefined);
    return () => {
      gone = true;
      opened?.close();
      setSession(null);
    };
  }, [client]);
  return useShown(session) ? session : null;
}
