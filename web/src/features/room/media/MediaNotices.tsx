import { Ear, MonitorSmartphone, VolumeX, WifiOff } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useSignal } from "@/shared/lib/signal";
import { audioOnly } from "@/shared/prefs/switches";
import { Button } from "@/shared/ui/Button";
import { Spinner } from "@/shared/ui/Spinner";
import { useSession } from "./context";
import { useView } from "./hooks";

interface NoteProps {
  id: string;
  icon: ReactNode;
  action?: ReactNode;
  children: ReactNode;
}

function Note({ id, icon, action, children }: NoteProps) {
  return (
    <div
      data-testid={`media-${id}`}
      className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-2 rounded-xl border border-line bg-raised px-4 py-2.5 text-sm"
    >
      <span aria-hidden="true" className="shrink-0 text-muted">
        {icon}
      </span>
      <p className="min-w-0 flex-1 basis-48 font-semibold">{children}</p>
      {action}
    </div>
  );
}

/** What stands between somebody and the sound, and the button against it. */
export function MediaNotices() {
  const { t } = useTranslation("media");
  const session = useSession();
  const phase = useView((view) => view.phase);
  const blocked = useSignal(session.speakers.blocked);
  const weak = useSignal(session.weak);
  const only = useSignal(audioOnly);
  if (phase === "replaced") {
    return (
      <Note
        id="replaced"
        icon={<MonitorSmartphone size={18} />}
        action={<Button onClick={() => session.client.takeOver()}>{t("notice.takeOver")}</Button>}
      >
        {t("notice.replaced")}
      </Note>
    );
  }
  return (
    <>
      {blocked && (
        <Note
          id="blocked"
          icon={<VolumeX size={18} />}
          action={
            <Button tone="primary" onClick={() => session.speakers.unblock()}>
              <Ear size={16} aria-hidden="true" />
              {t("notice.hear")}
            </Button>
          }
        >
          {t("notice.blocked")}
        </Note>
      )}
      {phase === "recovering" && (
        <Note id="recovering" icon={<WifiOff size={18} />} action={<Spinner />}>
          {t("notice.recovering")}
        </Note>
      )}
      {weak && !only && phase === "on" && (
        <Note
          id="weak"
          icon={<WifiOff size={18} />}
          action={<Button onClick={() => audioOnly.set(true)}>{t("notice.audioOnly")}</Button>}
        >
          {t("notice.weak")}
        </Note>
      )}
    </>
  );
}
