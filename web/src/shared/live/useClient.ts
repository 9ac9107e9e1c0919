import { useEffect, useState } from "react";
import { sessionEnded } from "@/shared/api/session";
import { freshToken, tokenRefused } from "@/shared/api/tokens";
import { uuid } from "@/shared/lib/uuid";
import { RoomClient, type RoomOptions } from "@/shared/rt/client";
import { webSocketTransport } from "@/shared/rt/transport";

async function tokenForSocket(): Promise<string | null> {
  const token = await freshToken();
  if (token === null) sessionEnded();
  return token;
}

/** What every connection to the server needs of the page. */
export const connection = {
  open: webSocketTransport,
  freshToken: tokenForSocket,
  tokenRefused,
  newId: uuid,
};

/** Holds a connection to a meeting for as long as it is on the screen. */
export function useClient(meetingId: string, role: RoomOptions["role"]): RoomClient | null {
  const [client, setClient] = useState<RoomClient | null>(null);
  useEffect(() => {
    const opened = new RoomClient({ meetingId, role, ...connection });
    setClient(opened);
    return () => opened.close();
  }, [meetingId, role]);
  return client;
}
