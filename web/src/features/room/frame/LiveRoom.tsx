import { useEffect, useState, useSyncExternalStore } from "react";
import { sessionEnded } from "@/shared/api/session";
import { freshToken, tokenRefused } from "@/shared/api/tokens";
import { uuid } from "@/shared/lib/uuid";
import { RoomClient } from "@/shared/rt/client";
import { RoomContext } from "@/shared/rt/hooks";
import { webSocketTransport } from "@/shared/rt/transport";
import { Connecting } from "./Connecting";
import { Room } from "./Room";
import { EndScreen } from "./Screens";

interface LiveRoomProps {
  meetingId: string;
  role: "participant" | "observer";
  /** The person wants to come back after an end. */
  onAgain: () => void;
}

async function tokenForSocket(): Promise<string | null> {
  const token = await freshToken();
  if (token === null) sessionEnded();
  return token;
}

function useClient(meetingId: string, role: "participant" | "observer"): RoomClient | null {
  const [client, setClient] = useState<RoomClient | null>(null);
  useEffect(() => {
    const opened = new RoomClient({
      meetingId,
      role,
      open: webSocketTransport,
      freshToken: tokenForSocket,
      tokenRefused,
      newId: uuid,
    });
    setClient(opened);
    return () => opened.close();
  }, [meetingId, role]);
  return client;
}

function Stay({ client, onAgain }: { client: RoomClient; onAgain: () => void }) {
  const state = client.store;
  const end = useSyncExternalStore(state.subscribe, () => state.shown().end);
  const entered = useSyncExternalStore(state.subscribe, () => state.shown().meeting !== null);
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
