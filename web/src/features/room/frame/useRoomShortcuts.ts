import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { announce } from "@/shared/a11y/announcer";
import { type ShortcutActions, useShortcuts } from "@/shared/a11y/shortcuts";
import { useRoomClient } from "@/shared/rt/hooks";
import { mayInterrupt } from "../interposing";
import { holderOf, isMine, may, myRequest, queueOf, usualKind } from "../model";
import { useAct } from "../useAct";
import { myKinds } from "../useAsking";
import { statusSentence } from "../voice/statusSentence";

const stepMs = 30_000;

/** The single-letter keys of the room; `extra` are those that open something. */
export function useRoomShortcuts(extra: ShortcutActions): void {
  const client = useRoomClient();
  const act = useAct();
  const { t } = useTranslation("room");
  const actions = useMemo(() => {
    const now = client.store.shown;
    const extend = (by_ms: number) => {
      const state = now();
      const limited = holderOf(state)?.limit_ms != null;
      if (limited && may("extend_turn")(state)) act({ type: "extend_turn", by_ms });
    };
    return {
      ...extra,
      ask() {
        const state = now();
        if (isMine(state) || !may("request_floor")(state)) return;
        const kind = usualKind(myKinds(state));
        if (myRequest(state)) act({ type: "withdraw_request" });
        else if (kind) act({ type: "request_floor", kind });
      },
      release() {
        if (isMine(now())) act({ type: "release_floor" });
      },
      yield() {
        const state = now();
        if (isMine(state) && queueOf(state).length > 0) act({ type: "yield_floor" });
      },
      grantNext() {
        const state = now();
        const next = queueOf(state)[0];
        if (!next || !may("grant_floor")(state)) return;
        if (!holderOf(state) || mayInterrupt(state, next)) act({ type: "grant_floor" });
      },
      more: () => extend(stepMs),
      less: () => extend(-stepMs),
      status: () => announce(statusSentence(now(), client.clock.now(), t), "polite", "status"),
    };
  }, [client, act, extra, t]);
  useShortcuts(actions);
}
