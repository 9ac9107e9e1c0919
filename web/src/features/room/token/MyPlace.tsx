import { useTranslation } from "react-i18next";
import { useRoom } from "@/shared/rt/hooks";
import { meetingOf, myRequest, openKinds, queueOf } from "../model";

/** My place in the queue, or why there is none to be had. */
export function MyPlace() {
  const { t } = useTranslation("room");
  const position = useRoom((state) => myRequest(state)?.position ?? 0);
  const total = useRoom((state) => queueOf(state).length);
  const isLive = useRoom((state) => meetingOf(state).status === "live");
  const isOpen = useRoom((state) => meetingOf(state).floor.open);
  const nobodyAsks = useRoom((state) => openKinds(state).length === 0);
  if (!isLive) return null;
  const words =
    position === 1
      ? t("token.next")
      : position > 1
        ? t("token.place", { count: position, ordinal: true, total })
        : !isOpen
          ? t("token.queueClosed")
          : nobodyAsks
            ? t("token.noAsking")
            : total > 0
              ? t("token.waitingCount", { count: total })
              : "";
  if (!words) return null;
  return (
    <p data-testid="my-place" className={position > 0 ? "text-base font-semibold" : "text-sm opacity-85"}>
      {words}
    </p>
  );
}
