import { DoorOpen, Lock, ShieldAlert } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { errorText, textOfCode } from "@/shared/api/error-text";
import type { RoomEnd } from "@/shared/rt/state";
import { buttonClass } from "@/shared/ui/Button";
import { Message } from "@/shared/ui/Message";
import { Spinner } from "@/shared/ui/Spinner";
import { useTitle } from "@/shared/ui/useTitle";

interface ScreenProps {
  icon: ReactNode;
  title: string;
  to: string;
  action: string;
  children: ReactNode;
}

function Screen({ icon, title, to, action, children }: ScreenProps) {
  useTitle(title);
  return (
    <main className="grid min-h-dvh place-items-center">
      <Message
        level="h1"
        icon={icon}
        title={title}
        actions={
          <Link to={to} className={buttonClass("primary", "lg")}>
            {action}
          </Link>
        }
      >
        {children}
      </Message>
    </main>
  );
}

export function ConnectingScreen() {
  const { t } = useTranslation("facilitator");
  return (
    <main className="grid min-h-dvh place-items-center" role="status">
      <p className="flex items-center gap-3 text-muted">
        <Spinner size={20} />
        {t("connecting")}
      </p>
    </main>
  );
}

export function NotForYouScreen({ meetingId }: { meetingId: string }) {
  const { t } = useTranslation("facilitator");
  return (
    <Screen
      icon={<ShieldAlert size={26} />}
      title={t("notForYou.title")}
      to={`/meetings/${meetingId}`}
      action={t("toRoom")}
    >
      {t("notForYou.text")}
    </Screen>
  );
}

export function RefusedScreen({ error }: { error: unknown }) {
  const { t } = useTranslation("facilitator");
  return (
    <Screen icon={<Lock size={26} />} title={t("refused")} to="/meetings" action={t("toList")}>
      {errorText(error)}
    </Screen>
  );
}

export function EndedScreen({ end, meetingId }: { end: RoomEnd; meetingId: string }) {
  const { t } = useTranslation("facilitator");
  if (end.kind === "refused") {
    return (
      <Screen icon={<Lock size={26} />} title={t("refused")} to="/meetings" action={t("toList")}>
        {textOfCode(end.code, end.detail)}
      </Screen>
    );
  }
  return (
    <Screen
      icon={<DoorOpen size={26} />}
      title={t("ended.title")}
      to={`/meetings/${meetingId}`}
      action={t("toRoom")}
    >
      {t("ended.text")}
    </Screen>
  );
}
