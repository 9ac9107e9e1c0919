import { useTranslation } from "react-i18next";
import { isConnected, may, meetingOf, useAct } from "@/features/room";
import { useRoom } from "@/shared/rt/hooks";
import type { Admission, Command } from "@/shared/rt/wire";
import { Select } from "./Select";

const admissions: readonly Admission[] = ["open", "points_of_order", "closed"];
const commands: Record<Admission, Command> = {
  open: { type: "open_queue" },
  points_of_order: { type: "close_queue", late: "points_of_order" },
  closed: { type: "close_queue", late: "nothing" },
};

/** Which new requests are let in. */
export function AdmissionField() {
  const { t } = useTranslation("facilitator");
  const act = useAct();
  const admission = useRoom((state) => meetingOf(state).floor.admission);
  const isOpen = useRoom((state) => meetingOf(state).status !== "closed");
  const allowed = useRoom(may("close_queue"));
  const connected = useRoom(isConnected);
  return (
    <div className="min-w-0 flex-1 basis-40">
      <Select
        label={t("queue.admission")}
        value={admission}
        disabled={!allowed || !connected || !isOpen}
        options={admissions.map((value) => ({ value, label: t(`queue.admit_${value}`) }))}
        onChange={(value) => act(commands[value as Admission])}
      />
    </div>
  );
}
