import { useCallback, useMemo, useSyncExternalStore } from "react";
import { useSignal } from "@/shared/lib/signal";
import type { ShownSlot } from "@/shared/media/client";
import { type Gate, gateOf, type Heard, heardBy, type MicState, micState } from "@/shared/media/heard";
import { pushToTalk } from "@/shared/prefs/switches";
import { useRoom, useRoomClient } from "@/shared/rt/hooks";
import { meetingOf } from "../model";
import { useSession } from "./context";

/** What holds of the media's own state; `select` must answer the same for the same. */
export function useView<T>(
  select: (view: ReturnType<ReturnType<typeof useSession>["client"]["view"]["get"]>) => T,
): T {
  const { view } = useSession().client;
  return useSyncExternalStore(view.subscribe, () => select(view.get()));
}

export const useGate = (): Gate => useRoom(gateOf);

export function useMicState(): MicState {
  const { inputs, pressed } = useSession();
  const input = useSignal(inputs.mic);
  const byKey = useSignal(pushToTalk);
  const held = useSignal(pressed);
  return micState(input, useGate(), { byKey, pressed: held });
}

/** Whose voices come in at the moment. */
export function useHeard(): readonly Heard[] {
  const session = useSession();
  const sources = useSignal(session.sources);
  const slots = useView((view) => view.slots);
  const meeting = useRoom(meetingOf);
  return useMemo(() => {
    const open = slots.filter((slot) => slot.kind === "audio").flatMap((slot) => slot.participant_id ?? []);
    return heardBy(meeting, sources, open);
  }, [meeting, sources, slots]);
}

/** Somebody's camera, while it moves. */
export function usePicture(participantId: string): ShownSlot | undefined {
  const { moving } = useSession();
  const slot = useView((view) =>
    view.slots.find((each) => each.kind === "video" && each.participant_id === participantId && each.stream),
  );
  const moves = useSyncExternalStore(
    moving.subscribe,
    () => slot !== undefined && moving.get().has(slot.mid),
  );
  return moves ? slot : undefined;
}

export function useSharedScreen(): ShownSlot | undefined {
  return useView((view) =>
    view.slots.find((each) => each.kind === "screen" && each.participant_id !== null && each.stream),
  );
}

/** The room's state as it is when something is pressed. */
export function useNow() {
  const client = useRoomClient();
  return useCallback(() => client.store.shown(), [client]);
}
