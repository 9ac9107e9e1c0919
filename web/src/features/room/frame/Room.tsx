import { useState } from "react";
import { ActivityPanel } from "../activity/ActivityPanel";
import { PeoplePanel } from "../people/PeoplePanel";
import { Stage } from "../people/Stage";
import { PhaseBar } from "../phases/PhaseBar";
import { QueuePanel } from "../queue/QueuePanel";
import { TokenBar } from "../token/TokenBar";
import { useAnnouncements } from "../voice/useAnnouncements";
import { useDocumentTitle } from "../voice/useDocumentTitle";
import { useTimeMarks } from "../voice/useTimeMarks";
import { BottomBar } from "./BottomBar";
import { RoomHeader } from "./RoomHeader";
import { ShortcutsDialog } from "./ShortcutsDialog";
import { SidePanel } from "./SidePanel";
import { useRoomShortcuts } from "./useRoomShortcuts";

/** The whole screen of a meeting. Who speaks is answered at the top, at every width. */
export function Room() {
  const [helpOpen, setHelpOpen] = useState(false);
  useAnnouncements();
  useTimeMarks();
  useDocumentTitle();
  useRoomShortcuts(() => setHelpOpen(true));
  const panels = { queue: <QueuePanel />, people: <PeoplePanel />, activity: <ActivityPanel /> };
  return (
    <div className="room-shell">
      <RoomHeader onHelp={() => setHelpOpen(true)} />
      <PhaseBar />
      <TokenBar />
      <main className="grid min-h-0 grid-cols-[minmax(0,1fr)] lg:grid-cols-[minmax(0,1fr)_25rem]">
        <Stage />
        <SidePanel panels={panels} />
      </main>
      <BottomBar panels={panels} />
      {helpOpen && <ShortcutsDialog onClose={() => setHelpOpen(false)} />}
    </div>
  );
}
