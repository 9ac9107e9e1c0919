import { ArrowRight, Mic } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { isConnected, may, queueOf, useAct } from "@/features/room";
import { keyOf } from "@/shared/a11y/shortcuts";
import { isolated } from "@/shared/i18n/format";
import { usePending, useRoom } from "@/shared/rt/hooks";
import { Button } from "@/shared/ui/Button";
import { nextStep } from "../model";

const EndTurnDialog = lazy(() => import("../now/EndTurnDialog"));

/** The act that a facilitator does most. While somebody speaks it ends the turn first, and asks before. */
export function GrantNext({ isWide = false }: { isWide?: boolean }) {
  const { t } = useTranslation("facilitator");
  const act = useAct();
  const [asking, setAsking] = useState(false);
  const step = useRoom(nextStep);
  const next = useRoom((state) => queueOf(state)[0]?.display_name);
  const allowed = useRoom(may("grant_floor"));
  const connected = useRoom(isConnected);
  const pending = usePending("grant_floor");
  if (!allowed) return null;
  const after = step === "after";
  const Icon = after ? ArrowRight : Mic;
  const words = after
    ? "grant.afterNamed"
    : step === "interrupt"
      ? "grant.interruptNamed"
      : "grant.nextNamed";
  return (
    <>
      <Button
        tone={step === "grant" || step === "interrupt" ? "primary" : "secondary"}
        size={isWide ? "lg" : "md"}
        className={isWide ? "w-full min-w-0" : "min-w-0"}
        pending={pending}
        disabled={!connected || step === "none"}
        aria-keyshortcuts={after ? undefined : keyOf("grantNext")}
        onClick={() => (after ? setAsking(true) : act({ type: "grant_floor" }))}
      >
        {!pending && (
          <Icon size={18} aria-hidden="true" className={after ? "shrink-0 rtl:-scale-x-100" : "shrink-0"} />
        )}
        <span className="truncate">{next ? t(words, { name: isolated(next) }) : t("grant.nobody")}</span>
      </Button>
      {asking && (
        <Suspense>
          <EndTurnDialog thenNext onClose={() => setAsking(false)} />
        </Suspense>
      )}
    </>
  );
}
