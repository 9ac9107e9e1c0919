import { useEffect, useSyncExternalStore } from "react";
import { useClient } from "@/shared/live/useClient";
import { dropHanded } from "@/shared/media/entry";
import type { RoomClient } from "@/shared/rt/client";
import { RoomContext } from "@/shared/rt/hooks";
import { Connecting } from "./Connecting";
import { Room } from "./Room";
import { EndScreen } from "./Screens";

interface LiveRoomProps {
  meetingId: string;
  role: "participant" | "observer";
  /** The person wants to come back after an end. */
  onAgain: () => void;
}

function Stay({ client, onAgain }: { client: RoomClient; onAgain: () => void }) {
  const state = client.store;
  const end = useSyncExternalStore(state.subscribe, () => state.shown().end);
  const entered = useSyncExternalStore(state.subscribe, () => state.shown().meeting !== null);
  const ended = end !== null;
  useEffect(() => {
    if (ended) dropHanded();
  }, [ended]);
  if (end) return <EndScreen end={end} meetingId={client.meetingId} onAgain={onAgain} />;
  if (!entered) return <Connecting />;
  return (
    <RoomContext value={client}>
      <Room />
    </RoomContext>
  );
}

/** Holds the connection for as long as the room is on the screen. */
export function LiveRoom({ meetingId, role, onAgain }: LiveRoomProps) {
  const client = useClient(meetingId, role);
  return client ? <Stay client={client} onAgain={onAgain} /> : <Connecting />;
}
