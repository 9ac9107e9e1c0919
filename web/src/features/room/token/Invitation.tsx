import { Hand, Send } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isolated } from "@/shared/i18n/format";
import { usePending, useRoom } from "@/shared/rt/hooks";
import { nameOf } from "@/shared/rt/reduce-queue";
import { Button } from "@/shared/ui/Button";
import { invitationOf } from "../invitation";
import { isConnected, may, meetingOf, usualKind } from "../model";
import { useAct } from "../useAct";
import { useMyKinds } from "../useAsking";

/** Somebody who leads would like to hear me. It stays until I have answered, and never takes the focus. */
export function Invitation() {
  const { t } = useTranslation("room");
  const act = useAct();
  const [declined, setDeclined] = useState(0);
  const invitation = useRoom(invitationOf);
  const from = useRoom((state) => nameOf(meetingOf(state), invitation?.actor ?? ""));
  const allowed = useRoom(may("request_floor"));
  const connected = useRoom(isConnected);
  const kind = usualKind(useMyKinds());
  const asking = usePending("request_floor");
  if (!invitation || invitation.seq <= declined || !allowed) return null;
  return (
    <section
      aria-label={t("invitation.label")}
      data-testid="invitation"
      className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line bg-brand-soft px-4 py-2.5 text-on-brand-soft"
    >
      <p className="flex min-w-0 flex-1 basis-60 items-center gap-2.5 text-sm font-semibold">
        <Send size={17} aria-hidden="true" className="shrink-0" />
        {from ? t("invitation.text", { name: isolated(from) }) : t("invitation.anonymous")}
      </p>
      <div className="flex gap-2 max-sm:ms-auto">
        <Button tone="ghost" onClick={() => setDeclined(invitation.seq)}>
          {t("invitation.no")}
        </Button>
        {kind && (
          <Button pending={asking} disabled={!connected} onClick={() => act({ type: "request_floor", kind })}>
            {!asking && <Hand size={16} aria-hidden="true" />}
            {t("invitation.yes")}
          </Button>
        )}
      </div>
    </section>
  );
}
