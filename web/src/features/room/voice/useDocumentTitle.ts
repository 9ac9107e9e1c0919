import { useTranslation } from "react-i18next";
import { useRoom } from "@/shared/rt/hooks";
import { useTitle } from "@/shared/ui/useTitle";
import { isMine, meetingOf, myRequest } from "../model";

/** My turn is seen in the tab as well, while one looks at another page. */
export function useDocumentTitle(): void {
  const { t } = useTranslation("room");
  const title = useRoom((state) => meetingOf(state).title);
  const mine = useRoom(isMine);
  const position = useRoom((state) => myRequest(state)?.position ?? 0);
  const offline = useRoom((state) => state.link === "offline");
  const key = offline ? "offline" : mine ? "mine" : position === 1 ? "next" : position > 1 ? "queued" : null;
  useTitle(key ? t(`docTitle.${key}`, { title, position }) : title);
}
