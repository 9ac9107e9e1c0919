import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { announce } from "@/shared/a11y/announcer";
import { useShortcuts } from "@/shared/a11y/shortcuts";
import { useRoomClient } from "@/shared/rt/hooks";
import { isMine, may, myRequest, queueOf, usualKind } from "../model";
import { useAct } from "../useAct";
import { statusSentence } from "../voice/statusSentence";

export function useRoomShortcuts(onHelp: () => void): void {
  const client = useRoomClient();
  const act = useAct();
  const { t } = useTranslation("room");
  const actions = useMemo(() => {
    const now = client.store.shown;
    return {
      ask() {
        const state = now();
        if (isMine(state) || !may("request_floor")(state)) return;
        const kind = usualKind(state);
        if (myRequest(state)) act({ type: "withdraw_request" });
        else if (kind) act({ type: "request_floor", kind });
      },
      release() {
        if (isMine(now())) act({ type: "release_floor" });
      },
      grantNext() {
        const state = now();
        if (may("grant_floor")(state) && queueOf(state).length > 0) act({ type: "grant_floor" });
      },
      status: () => announce(statusSentence(now(), client.clock.now(), t), "polite", "status"),
      help: onHelp,
    };
  }, [client, act, onHelp, t]);
  useShortcuts(actions);
}
