import { lazy, Suspense, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { queueOf, useVoice } from "@/features/room";
import { loadTexts } from "@/shared/i18n";
import { useMedia, wide } from "@/shared/lib/useMedia";
import { useRoom } from "@/shared/rt/hooks";
import { prepareOverlays } from "@/shared/ui/overlays";
import { Tabs } from "@/shared/ui/Tabs";
import { DashboardHeader } from "./DashboardHeader";
import { FlowColumn } from "./flow/FlowColumn";
import { LinkLost } from "./LinkLost";
import { NowColumn } from "./now/NowColumn";
import { GrantNext } from "./queue/GrantNext";
import { QueueColumn } from "./queue/QueueColumn";
import { useDashboardKeys } from "./useDashboardKeys";
import { useDashboardTitle } from "./useDashboardTitle";

/** It stands below the fold, or behind a tab. */
const EquityCharts = lazy(async () => {
  const [page] = await Promise.all([import("./equity/Equity"), loadTexts("charts")]);
  return page;
});

function Equity() {
  return (
    <Suspense fallback={<div className="min-h-96" />}>
      <EquityCharts />
    </Suspense>
  );
}

/** Everything a facilitator steers by, on one screen: who speaks, who waits, where we are, and how fair it is. */
export function Dashboard() {
  const isWide = useMedia(wide);
  useEffect(prepareOverlays, []);
  useVoice();
  useDashboardTitle();
  useDashboardKeys();
  return isWide ? <Columns /> : <Panels />;
}

function Columns() {
  return (
    <div className="flex min-h-dvh flex-col bg-surface">
      <DashboardHeader />
      <LinkLost />
      <main className="mx-auto flex w-full max-w-[100rem] flex-col gap-4 p-4">
        <div className="grid grid-cols-[20rem_minmax(0,1fr)] gap-4 xl:grid-cols-[20rem_minmax(0,1fr)_21rem]">
          <NowColumn />
          <QueueColumn />
          <FlowColumn />
        </div>
        <Equity />
      </main>
    </div>
  );
}

function Panels() {
  const { t } = useTranslation("facilitator");
  const waiting = useRoom((state) => queueOf(state).length);
  const panel = (content: React.ReactNode) => <div className="flex flex-col gap-4 p-3 pb-6">{content}</div>;
  return (
    <div className="flex min-h-dvh flex-col bg-surface">
      <DashboardHeader />
      <LinkLost />
      <main className="flex min-w-0 flex-1 flex-col">
        <Tabs
          label={t("panels")}
          tabs={[
            { id: "now", label: t("now.title"), content: panel(<NowColumn />) },
            { id: "queue", label: t("queue.title"), count: waiting, content: panel(<QueueColumn />) },
            { id: "flow", label: t("flow.title"), content: panel(<FlowColumn />) },
            { id: "equity", label: t("equity.short"), content: panel(<Equity />) },
          ]}
        />
      </main>
      <div className="sticky bottom-0 z-10 border-t border-line bg-bg px-3 py-2 pb-[max(.5rem,env(safe-area-inset-bottom))]">
        <GrantNext isWide />
      </div>
    </div>
  );
}
