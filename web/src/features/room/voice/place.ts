import type { TFunction } from "i18next";
import type { RoomState } from "@/shared/rt/state";
import { myRequest, queueOf } from "../model";

/** My place in words; `null`: I do not wait. */
export function placeInWords(state: RoomState, t: TFunction<"room">): string | null {
  const place = myRequest(state)?.position ?? 0;
  if (place === 0) return null;
  const total = queueOf(state).length;
  return place === 1 ? t("say.next") : `${t("token.place", { count: place, ordinal: true, total })}.`;
}
