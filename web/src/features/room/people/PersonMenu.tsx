import { lazy, Suspense } from "react";
import { useRoom } from "@/shared/rt/hooks";
import type { ParticipantView } from "@/shared/rt/wire";
import { isConnected, leads, meetingOf } from "../model";

const LeadPersonMenu = lazy(() => import("../lead/LeadPersonMenu"));

export interface PersonMenuProps {
  person: ParticipantView;
  /** The same person may be on the stage and in the list; each button has a name of its own. */
  label: string;
}

/** What a facilitator can do with a person; absent for everybody else. */
export function PersonMenu({ person, label }: PersonMenuProps) {
  const shown = useRoom(
    (state) => leads(state) && isConnected(state) && meetingOf(state).status !== "closed",
  );
  if (!shown || person.standing === "banned") return null;
  return (
    <Suspense fallback={<span className="size-8 shrink-0 pointer-coarse:size-11" />}>
      <LeadPersonMenu person={person} label={label} />
    </Suspense>
  );
}
