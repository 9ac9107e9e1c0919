import { createContext, useContext, useSyncExternalStore } from "react";
import type { RoomClient } from "./client";
import type { RoomState } from "./state";
import { onTick } from "./ticker";
import type { Command, CommandType } from "./wire";

/** Holds the handle only: the state itself in a context would render the whole room at each event. */
export const RoomContext = createContext<RoomClient | null>(null);

export function useRoomClient(): RoomClient {
  const client = useContext(RoomContext);
  if (!client) throw new Error("useRoomClient outside of a room");
  return client;
}

/** `select` must answer the same object for the same state. */
export function useRoom<T>(select: (state: RoomState) => T): T {
  const { store } = useRoomClient();
  return useSyncExternalStore(store.subscribe, () => select(store.shown()));
}

/** What holds at the server's time now. It is asked four times a second, so it has to be a plain value. */
export function useAtTime<T extends string | number | boolean | null>(read: (now: number) => T): T {
  const { clock } = useRoomClient();
  return useSyncExternalStore(onTick, () => read(clock.now()));
}

/** Whole seconds until `iso` by the server's clock, negative once it has passed. */
export function useSecondsUntil(iso: string | null | undefined): number | null {
  return useAtTime((now) => (iso ? Math.ceil((Date.parse(iso) - now) / 1000) : null));
}

export function useSecondsSince(iso: string | null | undefined): number | null {
  const until = useSecondsUntil(iso);
  return until === null ? null : Math.max(0, -until);
}

/** The command of this type that is on its way, if any. */
export function usePending<T extends CommandType>(type: T, matches?: (command: Command) => boolean): boolean {
  return useRoom((state) =>
    state.pending.some(({ command }) => command.type === type && (!matches || matches(command))),
  );
}
