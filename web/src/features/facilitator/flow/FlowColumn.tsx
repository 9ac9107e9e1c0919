import { useTranslation } from "react-i18next";
import { meetingOf } from "@/features/room";
import { useRoom } from "@/shared/rt/hooks";
import { Badge } from "@/shared/ui/Badge";
import { Panel } from "../Panel";
import { Agenda } from "./Agenda";
import { PhaseButtons } from "./PhaseButtons";
import { PhaseSteps } from "./PhaseSteps";
import { Ready } from "./Ready";

/** Where the meeting is in its plan. */
export function FlowColumn() {
  const { t } = useTranslation("facilitator");
  const index = useRoom((state) => meetingOf(state).phase?.index);
  const count = useRoom((state) => meetingOf(state).phases.length);
  return (
    <Panel
      title={t("flow.heading")}
      className="lg:col-span-full xl:col-span-1"
      aside={index !== undefined && <Badge>{t("flow.of", { index: index + 1, count })}</Badge>}
    >
      <div className="flex flex-1 flex-col gap-4 p-4 pt-2">
        <PhaseSteps />
        <Ready />
        <PhaseButtons />
        <Agenda />
      </div>
    </Panel>
  );
}
