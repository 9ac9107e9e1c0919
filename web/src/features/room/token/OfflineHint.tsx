import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { useRoom, useRoomClient } from "@/shared/rt/hooks";
import { onTick } from "@/shared/rt/ticker";

/** How old the picture is that one sees while the connection is away. */
export function OfflineHint() {
  const { t } = useTranslation("room");
  const { clock } = useRoomClient();
  const lostAt = useRoom((state) => state.lostAt);
  const seconds = useSyncExternalStore(onTick, () =>
    lostAt === null ? 0 : Math.max(0, Math.floor((clock.local() - lostAt) / 1000)),
  );
  return <>{t("token.offlineHint", { seconds })}</>;
}
