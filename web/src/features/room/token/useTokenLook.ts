import { useAtTime, useRoom, useRoomClient } from "@/shared/rt/hooks";
import { type TokenLook, tokenLook } from "./tokenState";

export function useTokenLook(): TokenLook {
  const { store, clock } = useRoomClient();
  // Asked again as the seconds pass, so that the colour changes on time without an event.
  useAtTime((now) => tokenLook(store.shown(), now));
  return useRoom((state) => tokenLook(state, clock.now()));
}
