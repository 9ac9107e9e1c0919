import { useEffect, useMemo, useState } from "react";
import { useRegions } from "@/shared/a11y/useRegions";
import { prepareOverlays } from "@/shared/ui/overlays";
import { ActivityPanel } from "../activity/ActivityPanel";
import { AgendaPanel } from "../agenda/AgendaPanel";
import { PeoplePanel } from "../people/PeoplePanel";
import { Stage } from "../people/Stage";
import { PhaseBar } from "../phases/PhaseBar";
import { QueuePanel } from "../queue/QueuePanel";
import { Invitation } from "../token/Invitation";
import { TokenBar } from "../token/TokenBar";
import { useDocumentTitle } from "../voice/useDocumentTitle";
import { useVoice } from "../voice/useVoice";
import { BottomBar } from "./BottomBar";
import { PanelSheet } from "./PanelSheet";
import type { PanelId, Panels } from "./panels";
import { RoomHeader } from "./RoomHeader";
import { ShortcutsDialog } from "./ShortcutsDialog";
import { SidePanel } from "./SidePanel";
import { usePanels } from "./usePanels";
import { useRoomShortcuts } from "./useRoomShortcuts";

const panels: Panels = {
  queue: <QueuePanel />,
  people: <PeoplePanel />,
  agenda: <AgendaPanel />,
  activity: <ActivityPanel />,
};

/** The whole screen of a meeting. Who speaks is answered at the top, at every width. */
export function Room() {
  const [helpOpen, setHelpOpen] = useState(false);
  const { beside, panel, setPanel, sheet, setSheet, show } = usePanels();
  useEffect(prepareOverlays, []);
  useRegions();
  useVoice();
  useDocumentTitle();
  const extra = useMemo(
    () => ({
      help: () => setHelpOpen(true),
      agenda: () => show("agenda"),
      queue: () => show("queue"),
      people: () => show("people"),
    }),
    [show],
  );
  useRoomShortcuts(extra);
  const closeSheet = (id: PanelId) => {
    setSheet(null);
    document.getElementById(`open-${id}`)?.focus();
  };
  return (
    <div className="room-shell">
      <RoomHeader onHelp={extra.help} />
      <PhaseBar onAgenda={extra.agenda} />
      <div className="room-token sticky top-0 z-10 min-w-0">
        <TokenBar />
        <Invitation />
      </div>
      <main className="relative grid min-h-0 grid-cols-[minmax(0,1fr)] lg:grid-cols-[minmax(0,1fr)_25rem]">
        <Stage />
        {beside && <SidePanel panels={panels} chosen={panel} onChoose={setPanel} />}
        {!beside && sheet && (
          <PanelSheet id={sheet} onClose={() => closeSheet(sheet)}>
            {panels[sheet]}
          </PanelSheet>
        )}
      </main>
      {!beside && <BottomBar open={sheet} onOpen={setSheet} />}
      {helpOpen && <ShortcutsDialog onClose={() => setHelpOpen(false)} />}
    </div>
  );
}
