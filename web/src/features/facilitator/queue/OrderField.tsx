import { useId } from "react";
import { useTranslation } from "react-i18next";
import { currentPlan, isConnected, may, meetingOf, useAct } from "@/features/room";
import { queueOrders } from "@/shared/meeting/settings";
import { useRoom } from "@/shared/rt/hooks";
import type { QueueOrder } from "@/shared/rt/wire";
import { Select } from "./Select";

/** In which order people wait. A phase may set its own; what is chosen while it runs counts until the next one. */
export function OrderField() {
  const { t } = useTranslation("facilitator");
  const { t: common } = useTranslation();
  const act = useAct();
  const hint = useId();
  const order = useRoom((state) => meetingOf(state).floor.queue_order);
  const byPhase = useRoom((state) => currentPlan(state)?.rules.queue_order === order);
  const isOpen = useRoom((state) => meetingOf(state).status !== "closed");
  const allowed = useRoom(may("update_meeting"));
  const connected = useRoom(isConnected);
  return (
    <div className="min-w-0 flex-1 basis-52">
      <Select
        label={common("order.label")}
        describedBy={hint}
        value={order}
        disabled={!allowed || !connected || !isOpen}
        options={queueOrders.map((value) => ({ value, label: common(`order.${value}`) }))}
        onChange={(value) => act({ type: "update_meeting", settings: { queue_order: value as QueueOrder } })}
      />
      <p id={hint} className="mt-1 text-xs text-muted">
        {byPhase ? t("queue.phaseOrder") : common(`order.${order}Detail`)}
      </p>
    </div>
  );
}
