import { useTranslation } from "react-i18next";
import { isMine, meetingOf, queueOf } from "@/features/room";
import { useRoom } from "@/shared/rt/hooks";
import { useTitle } from "@/shared/ui/useTitle";

/** The tab says how many wait: a facilitator looks at other pages, too. */
export function useDashboardTitle(): void {
  const { t } = useTranslation("facilitator");
  const title = useRoom((state) => meetingOf(state).title);
  const waiting = useRoom((state) => queueOf(state).length);
  const mine = useRoom(isMine);
  const key = mine ? "docTitle.mine" : waiting > 0 ? "docTitle.waiting" : "docTitle.plain";
  useTitle(t(key, { title, count: waiting }));
}
