import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { holderOf, meetingOf } from "@/features/room";
import { LorenzChart } from "@/shared/charts/LorenzChart";
import { ShareBars } from "@/shared/charts/ShareBars";
import { TurnTimeline } from "@/shared/charts/TurnTimeline";
import { useAtTime, useRoom } from "@/shared/rt/hooks";
import { sharesAt } from "../model";
import { lanesOf } from "./lanes";
import { Silent } from "./Silent";
import { useStats } from "./useStats";

/** How fair it is: who spoke how much and when, and who has not spoken at all. */
export default function Equity() {
  const { t } = useTranslation("facilitator");
  const state = useRoom((all) => all);
  const stats = useStats();
  // Once a second: a bar that grows four times as often says no more.
  const now = useAtTime((at) => Math.floor(at / 1000) * 1000);
  const shares = useMemo(() => sharesAt(state, now), [state, now]);
  const values = useMemo(() => shares.map((share) => share.seconds), [shares]);
  const meeting = meetingOf(state);
  const holder = holderOf(state);
  const lanes = useMemo(
    () => lanesOf(meeting, stats?.timeline ?? [], holder, now),
    [meeting, stats, holder, now],
  );
  const start = Date.parse(meeting.started_at ?? meeting.created_at);
  const end = meeting.closed_at ? Date.parse(meeting.closed_at) : Math.max(now, start + 60_000);
  return (
    <div className="grid items-stretch gap-4 lg:grid-cols-[minmax(0,1fr)_20rem] xl:grid-cols-[minmax(0,1fr)_20rem_21rem]">
      <ShareBars title={t("equity.shares")} shares={shares} />
      <LorenzChart title={t("equity.lorenz")} values={values} />
      <Silent />
      <TurnTimeline
        title={t("equity.timeline")}
        lanes={lanes}
        axis={{ start, end }}
        className="lg:col-span-full"
      />
    </div>
  );
}
