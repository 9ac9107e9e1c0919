import { DoorClosed, DoorOpen, Lock, RefreshCw, UserX } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { errorText, textOfCode } from "@/shared/api/error-text";
import type { RoomEnd } from "@/shared/rt/state";
import { Button, buttonClass } from "@/shared/ui/Button";
import { Message } from "@/shared/ui/Message";
import { useTitle } from "@/shared/ui/useTitle";

interface ScreenProps {
  icon: ReactNode;
  title: string;
  actions?: ReactNode;
  children: ReactNode;
}

function Screen({ icon, title, actions, children }: ScreenProps) {
  const { t } = useTranslation("room");
  useTitle(title);
  return (
    <main className="grid min-h-dvh place-items-center">
      <Message
        level="h1"
        icon={icon}
        title={title}
        actions={
          <>
            <Link to="/meetings" className={buttonClass("secondary", "lg")}>
              {t("back")}
            </Link>
            {actions}
          </>
        }
      >
        {children}
      </Message>
    </main>
  );
}

export function ClosedScreen({ meetingId }: { meetingId: string }) {
  const { t } = useTranslation("room");
  return (
    <Screen
      icon={<DoorClosed size={26} />}
      title={t("ended.closed.title")}
      actions={
        <Link to={`/meetings/${meetingId}/record`} className={buttonClass("primary", "lg")}>
          {t("ended.record")}
        </Link>
      }
    >
      {t("ended.closed.text")}
    </Screen>
  );
}

export function RefusedScreen({ error }: { error: unknown }) {
  const { t } = useTranslation("room");
  return (
    <Screen icon={<Lock size={26} />} title={t("ended.refused.title")}>
      {errorText(error)}
    </Screen>
  );
}

interface EndScreenProps {
  end: RoomEnd;
  meetingId: string;
  onAgain: () => void;
}

const icons = { left: DoorOpen, removed: UserX, banned: UserX, outdated: RefreshCw };

/** Why one is not in the meeting any more, and what one can do. */
export function EndScreen({ end, meetingId, onAgain }: EndScreenProps) {
  const { t } = useTranslation("room");
  if (end.kind === "refused") {
    if (end.code === "meeting_closed") return <ClosedScreen meetingId={meetingId} />;
    return (
      <Screen icon={<Lock size={26} />} title={t("ended.refused.title")}>
        {textOfCode(end.code, end.detail)}
      </Screen>
    );
  }
  const Icon = icons[end.kind];
  const reason = "reason" in end ? end.reason : null;
  return (
    <Screen
      icon={<Icon size={26} />}
      title={t(`ended.${end.kind}.title`)}
      actions={
        end.kind === "outdated" ? (
          <Button tone="primary" size="lg" onClick={() => location.reload()}>
            {t("ended.reload")}
          </Button>
        ) : (
          end.kind !== "banned" && (
            <Button tone="primary" size="lg" onClick={onAgain}>
              {t("ended.rejoin")}
            </Button>
          )
        )
      }
    >
      <p>{t(`ended.${end.kind}.text`)}</p>
      {reason && <p className="mt-2">{t("ended.reason", { reason })}</p>}
    </Screen>
  );
}
