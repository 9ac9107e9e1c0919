import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useRoom } from "@/shared/rt/hooks";
import { Tabs } from "@/shared/ui/Tabs";
import { meetingOf, presentPeople, queueOf } from "../model";

export type Panels = Record<"queue" | "people" | "activity", ReactNode>;

export function SidePanel({ panels }: { panels: Panels }) {
  const { t } = useTranslation("room");
  const waiting = useRoom((state) => queueOf(state).length);
  const people = useRoom((state) => presentPeople(meetingOf(state)).length);
  return (
    <aside aria-label={t("sidePanel")} className="hidden min-h-0 flex-col border-s border-line bg-bg lg:flex">
      <Tabs
        label={t("sidePanel")}
        tabs={[
          { id: "queue", label: t("queue.title"), count: waiting, content: panels.queue },
          { id: "people", label: t("people.title"), count: people, content: panels.people },
          { id: "activity", label: t("activity.title"), content: panels.activity },
        ]}
      />
    </aside>
  );
}
