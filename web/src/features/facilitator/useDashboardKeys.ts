import { useMemo } from "react";
import { useAct } from "@/features/room";
import { useShortcuts } from "@/shared/a11y/shortcuts";
import { useRoomClient } from "@/shared/rt/hooks";
import { nextStep } from "./model";

/** The keys of the room that a facilitator needs here, too. */
export function useDashboardKeys(): void {
  const client = useRoomClient();
  const act = useAct();
  const actions = useMemo(
    () => ({
      grantNext() {
        const step = nextStep(client.store.shown());
        if (step === "grant" || step === "interrupt") act({ type: "grant_floor" });
      },
    }),
    [client, act],
  );
  useShortcuts(actions);
}
