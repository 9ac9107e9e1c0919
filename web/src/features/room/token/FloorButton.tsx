import { LogOut } from "lucide-react";
import { useTranslation } from "react-i18next";
import { keyOf } from "@/shared/a11y/shortcuts";
import { cx } from "@/shared/lib/cx";
import { usePending, useRoom } from "@/shared/rt/hooks";
import { Button, type ButtonTone } from "@/shared/ui/Button";
import { isConnected, isLive, isMine, may, myRequest } from "../model";
import { useAct } from "../useAct";
import { useMyKinds } from "../useAsking";
import { AskButtons, AskMore } from "./AskButtons";
import { HolderActions } from "./HolderActions";
import type { TokenLook } from "./tokenState";

/** The brand's colour on an amber or red ground would be one signal too many. */
const askTones: Partial<Record<TokenLook, ButtonTone>> = { low: "secondary", over: "secondary" };

/** One button, whose words are my state: ask → asking → leave the queue → release. */
export function FloorButton({ look }: { look: TokenLook }) {
  const { t } = useTranslation("room");
  const act = useAct();
  const live = useRoom(isLive);
  const allowed = useRoom(may("request_floor"));
  const connected = useRoom(isConnected);
  const mine = useRoom(isMine);
  const queued = useRoom((state) => myRequest(state) !== undefined);
  const kinds = useMyKinds();
  const leaving = usePending("withdraw_request", (it) => !("request_id" in it));
  if (!live) return null;
  if (mine) return <HolderActions look={look} />;
  if (queued) {
    const more = allowed && kinds.length > 0;
    return (
      <div className="flex">
        <Button
          size="lg"
          className={cx("max-sm:px-3", more && "rounded-e-none")}
          pending={leaving}
          disabled={!connected}
          aria-keyshortcuts={keyOf("ask")}
          onClick={() => act({ type: "withdraw_request" })}
        >
          {!leaving && <LogOut size={18} aria-hidden="true" className="rtl:-scale-x-100" />}
          {t("floor.leaveQueue")}
        </Button>
        {more && <AskMore tone="secondary" connected={connected} kinds={kinds} />}
      </div>
    );
  }
  if (!allowed) return null;
  return <AskButtons connected={connected} tone={askTones[look] ?? "primary"} kinds={kinds} />;
}
