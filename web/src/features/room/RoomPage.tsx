import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useParams } from "react-router";
import { readMeeting } from "@/shared/api/meetings";
import { useSignal } from "@/shared/lib/signal";
import { entryOf } from "@/shared/media/entry";
import { mediaHere } from "@/shared/media/here";
import { Connecting } from "./frame/Connecting";
import { LiveRoom } from "./frame/LiveRoom";
import { Lobby } from "./frame/Lobby";
import { RefusedScreen } from "./frame/Screens";

export default function RoomPage() {
  const { id = "" } = useParams();
  const [wanted, setWanted] = useState<"participant" | "observer" | null>(null);
  const here = useSignal(mediaHere);
  const { data, error, refetch } = useQuery({
    queryKey: ["meeting", id],
    queryFn: () => readMeeting(id),
    // The room itself stays up to date by the socket.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const again = () => {
    setWanted(null);
    void refetch();
  };
  if (error) return <RefusedScreen error={error} />;
  if (!data) return <Connecting />;
  // Who comes back to a meeting that runs, in a new page, looks at the devices first; a page loaded again does not.
  const fresh = data.status === "live" && data.my_role !== "observer" && here && entryOf(id) === null;
  if (!wanted && (!data.my_role || fresh)) return <Lobby meeting={data} onJoin={setWanted} />;
  return <LiveRoom key={id} meetingId={id} role={wanted ?? "participant"} onAgain={again} />;
}
