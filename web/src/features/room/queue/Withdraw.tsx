import { useTranslation } from "react-i18next";
import { usePending, useRoom } from "@/shared/rt/hooks";
import type { RequestView } from "@/shared/rt/wire";
import { Button } from "@/shared/ui/Button";
import { isConnected } from "../model";
import { useAct } from "../useAct";

/** Takes back this one of my requests; the others stay. */
export function Withdraw({ request: { request_id, kind } }: { request: RequestView }) {
  const { t } = useTranslation("room");
  const { t: common } = useTranslation();
  const act = useAct();
  const connected = useRoom(isConnected);
  const pending = usePending(
    "withdraw_request",
    (it) => it.type === "withdraw_request" && it.request_id === request_id,
  );
  return (
    <Button
      size="sm"
      className="mt-2"
      pending={pending}
      disabled={!connected}
      aria-label={t("queue.withdrawKind", { kind: common(`kind.${kind}`) })}
      onClick={() => act({ type: "withdraw_request", request_id })}
    >
      {t("queue.withdraw")}
    </Button>
  );
}
