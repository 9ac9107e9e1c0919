import { ChevronDown, Scale } from "lucide-react";
import { useTranslation } from "react-i18next";
import { queueOrders } from "@/shared/meeting/settings";
import { useRoom } from "@/shared/rt/hooks";
import { Info } from "@/shared/ui/Info";
import { Menu } from "@/shared/ui/Menu";
import { currentPlan, isConnected, may, meetingOf, orderOf } from "../model";
import { useAct } from "../useAct";
import { QueueMenu } from "./QueueMenu";

/** In which order people wait, and what that means: nobody should have to trust a list they do not understand. */
export function OrderLine() {
  const { t } = useTranslation("room");
  const { t: common } = useTranslation();
  const act = useAct();
  const order = useRoom(orderOf);
  const protectedCount = useRoom((state) => meetingOf(state).settings.protected_positions);
  const byPhase = useRoom((state) => currentPlan(state)?.rules.queue_order === orderOf(state));
  const phase = useRoom((state) => currentPlan(state)?.title ?? "");
  const mayChange = useRoom((state) => may("update_meeting")(state) && meetingOf(state).status !== "closed");
  const connected = useRoom(isConnected);
  const words = t("order.label", { order: common(`order.${order}`) });
  return (
    <div data-testid="order" className="flex min-h-12 items-center gap-1 border-b border-line ps-4 pe-2">
      {mayChange ? (
        <Menu
          label={t("order.change", { order: common(`order.${order}`) })}
          worded
          isDisabled={!connected}
          className="-ms-2 flex min-h-8 min-w-0 items-center gap-1.5 rounded-lg px-2 text-sm text-muted data-[hovered]:bg-hover data-[hovered]:text-ink pointer-coarse:min-h-11"
          entries={queueOrders.map((each) => ({
            id: each,
            label: common(`order.${each}`),
            detail: common(`order.${each}Detail`),
            checked: each === order,
            onAction: () => act({ type: "update_meeting", settings: { queue_order: each } }),
          }))}
        >
          <Scale size={15} aria-hidden="true" className="shrink-0" />
          <span className="truncate">{words}</span>
          <ChevronDown size={15} aria-hidden="true" className="shrink-0" />
        </Menu>
      ) : (
        <p className="flex min-w-0 items-center gap-1.5 text-sm text-muted">
          <Scale size={15} aria-hidden="true" className="shrink-0" />
          <span className="truncate">{words}</span>
        </p>
      )}
      <Info label={t("order.about")}>
        <p className="font-semibold">{common(`order.${order}`)}</p>
        <p className="mt-1 text-muted">{common(`order.${order}Detail`)}</p>
        <p className="mt-2 text-muted">{t("order.kinds")}</p>
        {protectedCount > 0 && (
          <p className="mt-2 text-muted">{t("order.protected", { count: protectedCount })}</p>
        )}
        {byPhase && <p className="mt-2 text-muted">{t("order.byPhase", { phase })}</p>}
      </Info>
      <div className="ms-auto flex">
        <QueueMenu />
      </div>
    </div>
  );
}
