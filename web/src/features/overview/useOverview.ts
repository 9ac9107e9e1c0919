import { useQuery } from "@tanstack/react-query";
import { useEffect, useState, useSyncExternalStore } from "react";
import { listMeetings } from "@/shared/api/meetings";
import { session } from "@/shared/api/session";
import { useSignal } from "@/shared/lib/signal";
import { connection } from "@/shared/live/useClient";
import type { RoomState } from "@/shared/rt/state";
import { onTick } from "@/shared/rt/ticker";
import { WatchClient, type Watched, watchedMost } from "@/shared/rt/watch";

const nothing: Watched = { link: "connecting", rooms: new Map() };
const noRooms = () => nothing;
const never = () => () => undefined;

/** The live meetings that are mine to look after: those I lead, and all of them for an admin. */
export function useMyLive() {
  const current = useSignal(session);
  const isAdmin = current.status === "signed_in" && current.account.role === "admin";
  const query = useQuery({
    queryKey: ["meetings", "overview"],
    queryFn: () => listMeetings("live", 1, 200),
    refetchInterval: 10_000,
  });
  const mine = query.data?.items.filter((each) => isAdmin || each.my_role === "facilitator") ?? [];
  return { ...query, meetings: mine.slice(0, watchedMost), leftOut: Math.max(0, mine.length - watchedMost) };
}

/** One connection for all of them, for as long as the page is on the screen. */
export function useWatched(ids: readonly string[]): Watched & { client: WatchClient | null } {
  const [client, setClient] = useState<WatchClient | null>(null);
  useEffect(() => {
    const opened = new WatchClient(connection);
    setClient(opened);
    return () => opened.close();
  }, []);
  const key = ids.join(" ");
  useEffect(() => client?.watch(key.split(" ").filter(Boolean)), [client, key]);
  const watched = useSyncExternalStore(client?.subscribe ?? never, client?.shown ?? noRooms);
  return { ...watched, client };
}

/** The server's time, once a second. */
export function useNow(client: WatchClient | null): number {
  return useSyncExternalStore(onTick, () => Math.floor((client?.clock.now() ?? Date.now()) / 1000) * 1000);
}

export const isSeen = (room: RoomState | undefined): room is RoomState => room?.meeting != null && !room.end;
