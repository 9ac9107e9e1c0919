import { useRoom, useRoomClient, useSecondsUntil } from "@/shared/rt/hooks";
import { holderOf } from "../model";
import { type TokenLook, tokenLook } from "./tokenState";

export function useTokenLook(): TokenLook {
  const { clock } = useRoomClient();
  const holder = useRoom(holderOf);
  // Rendered again as the seconds pass, so that the colour changes on time without an event.
  useSecondsUntil(holder?.ends_at);
  return useRoom((state) => tokenLook(state, clock.now()));
}
