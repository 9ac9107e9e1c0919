import { useQuery } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { useParams } from "react-router";
import { readMeeting } from "@/shared/api/meetings";
import { session } from "@/shared/api/session";
import { useSignal } from "@/shared/lib/signal";
import { useClient } from "@/shared/live/useClient";
import type { RoomClient } from "@/shared/rt/client";
import { RoomContext } from "@/shared/rt/hooks";
import { Dashboard } from "./Dashboard";
import { ConnectingScreen, EndedScreen, NotForYouScreen, RefusedScreen } from "./Screens";

/** For who leads the meeting. Hiding it from others is comfort only: the server decides on every act. */
export default function DashboardPage() {
  const { id = "" } = useParams();
  const current = useSignal(session);
  const { data, error } = useQuery({
    queryKey: ["meeting", id],
    queryFn: () => readMeeting(id),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  if (error) return <RefusedScreen error={error} />;
  if (!data) return <ConnectingScreen />;
  const isAdmin = current.status === "signed_in" && current.account.role === "admin";
  if (data.my_role !== "facilitator" && !isAdmin) return <NotForYouScreen meetingId={id} />;
  return <Live key={id} meetingId={id} />;
}

function Live({ meetingId }: { meetingId: string }) {
  // Looking at it is no joining: an admin may lead without being in the meeting.
  const client = useClient(meetingId, null);
  return client ? <Connected client={client} /> : <ConnectingScreen />;
}

function Connected({ client }: { client: RoomClient }) {
  const { subscribe, shown } = client.store;
  const end = useSyncExternalStore(subscribe, () => shown().end);
  const entered = useSyncExternalStore(subscribe, () => shown().meeting !== null);
  const leads = useSyncExternalStore(subscribe, () => shown().you?.rights.includes("grant_floor") ?? false);
  if (end) return <EndedScreen end={end} meetingId={client.meetingId} />;
  if (!entered) return <ConnectingScreen />;
  if (!leads) return <NotForYouScreen meetingId={client.meetingId} />;
  return (
    <RoomContext value={client}>
      <Dashboard />
    </RoomContext>
  );
}
