import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useParams } from "react-router";
import { readMeeting } from "@/shared/api/meetings";
import { Connecting } from "./frame/Connecting";
import { LiveRoom } from "./frame/LiveRoom";
import { Lobby } from "./frame/Lobby";
import { RefusedScreen } from "./frame/Screens";

export default function RoomPage() {
  const { id = "" } = useParams();
  const [wanted, setWanted] = useState<"participant" | "observer" | null>(null);
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
  if (!data.my_role && !wanted) return <Lobby meeting={data} onJoin={setWanted} />;
  return <LiveRoom key={id} meetingId={id} role={wanted ?? "participant"} onAgain={again} />;
}
