import { Forward, ListEnd, MicOff } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { keyOf } from "@/shared/a11y/shortcuts";
import { narrow, useMedia } from "@/shared/lib/useMedia";
import { usePending, useRoom } from "@/shared/rt/hooks";
import { Button, type ButtonTone } from "@/shared/ui/Button";
import { currentPlan, isConnected, leads, queueOf } from "../model";
import { useAct } from "../useAct";
import type { TokenLook } from "./tokenState";

const HandOverDialog = lazy(() => import("../lead/HandOverDialog"));

/** What the holder does with the floor: give it back, let others go first, or pass it on by name. */
export function HolderActions({ look }: { look: TokenLook }) {
  const { t } = useTranslation("room");
  const act = useAct();
  const [passing, setPassing] = useState(false);
  const connected = useRoom(isConnected);
  const someoneWaits = useRoom((state) => queueOf(state).length > 0);
  const leading = useRoom(leads);
  const allowed = useRoom((state) => currentPlan(state)?.rules.hand_over ?? false);
  // Who leads has it in the menu as well, and on a phone there alone.
  const isNarrow = useMedia(narrow);
  const mayPass = leading ? !isNarrow : allowed;
  const releasing = usePending("release_floor");
  const yielding = usePending("yield_floor");
  const onBrand = connected && look === "mine";
  const quiet: ButtonTone = onBrand ? "onBrandQuiet" : "secondary";
  return (
    <>
      {mayPass && (
        <Button
          tone={quiet}
          size="lg"
          className="max-sm:px-3"
          disabled={!connected}
          aria-haspopup="dialog"
          onClick={() => setPassing(true)}
        >
          <Forward size={18} aria-hidden="true" className="max-sm:hidden rtl:-scale-x-100" />
          {t("floor.handOver")}
        </Button>
      )}
      {someoneWaits && (
        <Button
          tone={quiet}
          size="lg"
          className="max-sm:px-3"
          pending={yielding}
          disabled={!connected}
          title={t("floor.yieldHint")}
          aria-keyshortcuts={keyOf("yield")}
          onClick={() => act({ type: "yield_floor" })}
        >
          {!yielding && <ListEnd size={18} aria-hidden="true" className="max-sm:hidden" />}
          {t("floor.yield")}
        </Button>
      )}
      <Button
        tone={onBrand ? "onBrand" : "secondary"}
        size="lg"
        pending={releasing}
        disabled={!connected}
        aria-keyshortcuts={keyOf("release")}
        onClick={() => act({ type: "release_floor" })}
      >
        {!releasing && <MicOff size={18} aria-hidden="true" />}
        {t("floor.release")}
      </Button>
      {passing && (
        <Suspense>
          <HandOverDialog onClose={() => setPassing(false)} />
        </Suspense>
      )}
    </>
  );
}
