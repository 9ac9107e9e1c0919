import { useRoom } from "@/shared/rt/hooks";
import type { ButtonTone } from "@/shared/ui/Button";
import { holderOf, isConnected, isMine } from "../model";
import type { TokenLook } from "../token/tokenState";
import { EndTurn } from "./EndTurn";
import { GrantNext } from "./GrantNext";
import { LetIn } from "./LetIn";
import { TurnClock } from "./TurnClock";
import { TurnMenu } from "./TurnMenu";

export interface LeadProps {
  tone: ButtonTone;
  connected: boolean;
}

/** What a facilitator does with the floor itself. Fetched by those who lead only. */
export default function LeadFloor({ look }: { look: TokenLook }) {
  const connected = useRoom(isConnected);
  const held = useRoom((state) => holderOf(state) !== null);
  const mine = useRoom(isMine);
  const tone: ButtonTone = connected && look === "mine" ? "onBrandQuiet" : "secondary";
  if (!held) {
    return (
      <>
        <GrantNext tone={tone} connected={connected} />
        <TurnMenu tone={tone} connected={connected} />
      </>
    );
  }
  return (
    <>
      <LetIn tone={tone} connected={connected} />
      <TurnClock tone={tone} connected={connected} />
      {!mine && <EndTurn tone={tone} connected={connected} />}
      <TurnMenu tone={tone} connected={connected} />
    </>
  );
}
