import { lazy, Suspense, useEffect, useMemo, useState } from "react";
import { useRegions } from "@/shared/a11y/useRegions";
import { prepareOverlays } from "@/shared/ui/overlays";
import { ActivityPanel } from "../activity/ActivityPanel";
import { AgendaPanel } from "../agenda/AgendaPanel";
import { MediaContext, useOpenedSession } from "../media/context";
import { toggleLayout } from "../media/layout";
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

const MediaStage = lazy(() => import("../media/MediaStage"));
const MediaBar = lazy(() => import("../media/MediaBar"));

/** The whole screen of a meeting. Who speaks is answered at the top, at every width. */
export function Room() {
  const [helpOpen, setHelpOpen] = useState(false);
  const { beside, panel, setPanel, sheet, setSheet, show } = usePanels();
  useEffect(prepareOverlays, []);
  useRegions();
  useVoice();
  useDocumentTitle();
  const media = useOpenedSession();
  const extra = useMemo(
    () => ({
      help: () => setHelpOpen(true),
      agenda: () => show("agenda"),
      queue: () => show("queue"),
      people: () => show("people"),
      ...(media && {
        mic: () => void media.inputs.set("mic", !media.inputs.mic.get().on),
        camera: () => void media.inputs.set("camera", !media.inputs.camera.get().on),
        layout: toggleLayout,
      }),
    }),
    [show, media],
  );
  useRoomShortcuts(extra);
  const closeSheet = (id: PanelId) => {
    setSheet(null);
    document.getElementById(`open-${id}`)?.focus();
  };
  return (
    <MediaContext value={media}>
      <div className="room-shell">
        <RoomHeader onHelp={extra.help} />
        <PhaseBar onAgenda={extra.agenda} />
        <div className="room-token sticky top-0 z-10 min-w-0">
          <TokenBar />
          <Invitation />
        </div>
        <main className="relative grid min-h-0 grid-cols-[minmax(0,1fr)] lg:grid-cols-[minmax(0,1fr)_25rem]">
          {media ? (
            <Suspense fallback={<Stage />}>
              <MediaStage />
            </Suspense>
          ) : (
            <Stage />
          )}
          {beside && <SidePanel panels={panels} chosen={panel} onChoose={setPanel} />}
          {!beside && sheet && (
            <PanelSheet id={sheet} onClose={() => closeSheet(sheet)}>
              {panels[sheet]}
            </PanelSheet>
          )}
        </main>
        <div className="min-w-0">
          {media && (
            <Suspense>
              <MediaBar />
            </Suspense>
          )}
          {!beside && <BottomBar open={sheet} onOpen={setSheet} />}
        </div>
        {helpOpen && <ShortcutsDialog onClose={() => setHelpOpen(false)} />}
      </div>
    </MediaContext>
  );
}
