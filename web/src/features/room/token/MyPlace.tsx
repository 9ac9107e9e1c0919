import { useTranslation } from "react-i18next";
import { clock } from "@/shared/i18n/format";
import { cx } from "@/shared/lib/cx";
import { useRoom } from "@/shared/rt/hooks";
import { budgetLeft } from "../limits";
import {
  amInterrupted,
  isLive,
  isMine,
  leads,
  meetingOf,
  myId,
  myRequest,
  openKinds,
  personOf,
  queueOf,
} from "../model";

/** What is left of the time of my group, when there is such a thing. */
function MyBudget() {
  const { t } = useTranslation("room");
  const left = useRoom((state) => budgetLeft(meetingOf(state), personOf(myId(state))(state)));
  if (left === null) return null;
  return (
    <p className="text-sm opacity-85 max-sm:hidden">
      {left === 0 ? t("token.budgetSpent") : t("token.budget", { time: clock(left / 1000) })}
    </p>
  );
}

/** My place in the queue, or why there is none to be had. */
export function MyPlace() {
  const { t } = useTranslation("room");
  const position = useRoom((state) => myRequest(state)?.position ?? 0);
  const total = useRoom((state) => queueOf(state).length);
  const live = useRoom(isLive);
  const admission = useRoom((state) => meetingOf(state).floor.admission);
  const nobodyAsks = useRoom((state) => openKinds(state).length === 0);
  // Who leads has the number at the queue, and more buttons here.
  const leading = useRoom(leads);
  const speaks = useRoom((state) => isMine(state) || amInterrupted(state));
  if (!live) return null;
  const words =
    position === 1
      ? t("token.next")
      : position > 1
        ? t("token.place", { count: position, ordinal: true, total })
        : admission === "closed"
          ? t("token.queueClosed")
          : admission === "points_of_order"
            ? t("token.pointsOnly")
            : nobodyAsks
              ? t("token.noAsking")
              : total > 0
                ? t("token.waitingCount", { count: total })
                : "";
  return (
    <>
      {!speaks && position === 0 && <MyBudget />}
      {words && (
        <p
          data-testid="my-place"
          className={cx(
            position > 0 ? "text-sm font-semibold sm:text-base" : "text-sm opacity-85",
            (position === 0 || speaks) && "max-sm:hidden",
            position === 0 && leading && "max-2xl:hidden",
          )}
        >
          {words}
        </p>
      )}
    </>
  );
}
