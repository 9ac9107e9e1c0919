import { ChevronDown, Hand, LogOut, MicOff } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { keyOf } from "@/shared/a11y/shortcuts";
import { usePending, useRoom } from "@/shared/rt/hooks";
import { Button, type ButtonTone } from "@/shared/ui/Button";
import { isConnected, isMine, may, meetingOf, myRequest, usualKind } from "../model";
import { useAct } from "../useAct";
import { AskDialog } from "./AskDialog";
import type { TokenLook } from "./tokenState";

function AskButtons({ connected, tone }: { connected: boolean; tone: ButtonTone }) {
  const { t } = useTranslation("room");
  const act = useAct();
  const [choosing, setChoosing] = useState(false);
  const kind = useRoom(usualKind);
  const isOpen = useRoom((state) => meetingOf(state).floor.open);
  const pending = usePending("request_floor");
  if (!kind || !isOpen) return null;
  return (
    <div className="flex">
      <Button
        tone={tone}
        size="lg"
        className="rounded-e-none"
        pending={pending}
        disabled={!connected}
        aria-keyshortcuts={keyOf("ask")}
        onClick={() => act({ type: "request_floor", kind })}
      >
        {!pending && <Hand size={18} aria-hidden="true" />}
        {pending ? t("floor.asking") : t("floor.ask")}
      </Button>
      <Button
        tone={tone}
        size="lg"
        className={
          tone === "primary"
            ? "rounded-s-none border-s border-on-brand/30 px-2.5"
            : "-ms-px rounded-s-none px-2.5"
        }
        aria-label={t("floor.options")}
        aria-haspopup="dialog"
        disabled={!connected || pending}
        onClick={() => setChoosing(true)}
      >
        <ChevronDown size={18} aria-hidden="true" />
      </Button>
      {choosing && <AskDialog usual={kind} onClose={() => setChoosing(false)} />}
    </div>
  );
}

const releaseTones: Partial<Record<TokenLook, ButtonTone>> = { mine: "onBrand" };
/** The brand's colour on an amber or red ground would be one signal too many. */
const askTones: Partial<Record<TokenLook, ButtonTone>> = { low: "secondary", over: "secondary" };

/** One button, whose words are my state: ask → asking → leave the queue → release. */
export function FloorButton({ look }: { look: TokenLook }) {
  const { t } = useTranslation("room");
  const act = useAct();
  const isLive = useRoom((state) => meetingOf(state).status === "live");
  const allowed = useRoom(may("request_floor"));
  const connected = useRoom(isConnected);
  const mine = useRoom(isMine);
  const queued = useRoom((state) => myRequest(state) !== undefined);
  const leaving = usePending("withdraw_request");
  const releasing = usePending("release_floor");
  if (!isLive) return null;
  if (mine) {
    return (
      <Button
        tone={(connected && releaseTones[look]) || "secondary"}
        size="lg"
        pending={releasing}
        disabled={!connected}
        aria-keyshortcuts={keyOf("release")}
        onClick={() => act({ type: "release_floor" })}
      >
        {!releasing && <MicOff size={18} aria-hidden="true" />}
        {t("floor.release")}
      </Button>
    );
  }
  if (queued) {
    return (
      <Button
        size="lg"
        pending={leaving}
        disabled={!connected}
        aria-keyshortcuts={keyOf("ask")}
        onClick={() => act({ type: "withdraw_request" })}
      >
        {!leaving && <LogOut size={18} aria-hidden="true" className="rtl:-scale-x-100" />}
        {t("floor.leaveQueue")}
      </Button>
    );
  }
  return allowed ? <AskButtons connected={connected} tone={askTones[look] ?? "primary"} /> : null;
}
