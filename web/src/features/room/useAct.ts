import { useCallback } from "react";
import { errorText } from "@/shared/api/error-text";
import { useRoomClient } from "@/shared/rt/hooks";
import type { Command } from "@/shared/rt/wire";
import { showToast } from "@/shared/ui/toast";

/** Sends a command; a refusal is told in words. */
export function useAct(): (command: Command) => void {
  const client = useRoomClient();
  return useCallback(
    (command) => {
      client.send(command).catch((error: unknown) => showToast(errorText(error), "danger"));
    },
    [client],
  );
}
