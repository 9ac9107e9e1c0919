import { WifiOff } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Navigate, Outlet, useLocation, useSearchParams } from "react-router";
import { session, startSession } from "@/shared/api/session";
import { useSignal } from "@/shared/lib/signal";
import { Button } from "@/shared/ui/Button";
import { Message } from "@/shared/ui/Message";
import { Loading } from "./Loading";

function Unreachable() {
  const { t } = useTranslation();
  return (
    <main className="grid min-h-dvh place-items-center">
      <Message
        level="h1"
        icon={<WifiOff size={26} />}
        title={t("unreachable.title")}
        actions={
          <Button tone="primary" size="lg" onClick={() => void startSession()}>
            {t("retry")}
          </Button>
        }
      >
        {t("unreachable.text")}
      </Message>
    </main>
  );
}

/** Pages for who is signed in; others sign in first and then come back. */
export function RequireAccount() {
  const { status } = useSignal(session);
  const { pathname, search } = useLocation();
  if (status === "starting") return <Loading />;
  if (status === "unreachable") return <Unreachable />;
  if (status === "signed_in") return <Outlet />;
  const back = pathname === "/" ? "" : `?next=${encodeURIComponent(pathname + search)}`;
  return <Navigate to={`/sign-in${back}`} replace />;
}

/** Only addresses of this site: a link must not lead people elsewhere after signing in. */
function nextAddress(value: string | null): string {
  return value && /^\/(?![/\\])/.test(value) ? value : "/meetings";
}

export function RequireGuest() {
  const { status } = useSignal(session);
  const [search] = useSearchParams();
  if (status === "starting") return <Loading />;
  if (status === "signed_in") return <Navigate to={nextAddress(search.get("next"))} replace />;
  return <Outlet />;
}
