import { CalendarDays, ChartNoAxesColumn, LayoutDashboard, LogOut, Settings2 } from "lucide-react";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Link, NavLink, Outlet } from "react-router";
import { session, signOut } from "@/shared/api/session";
import { cx } from "@/shared/lib/cx";
import { useSignal } from "@/shared/lib/signal";
import { Avatar } from "@/shared/ui/Avatar";
import { IconButton } from "@/shared/ui/IconButton";
import { Logo } from "@/shared/ui/Logo";
import { Loading } from "./Loading";

function Account() {
  const { t } = useTranslation();
  const current = useSignal(session);
  if (current.status !== "signed_in") return null;
  const { id, display_name, email } = current.account;
  return (
    <div className="flex items-center gap-2.5">
      <Avatar id={id} name={display_name} />
      <div className="hidden min-w-0 flex-1 md:block">
        <p className="truncate text-sm font-semibold">
          <bdi>{display_name}</bdi>
        </p>
        <p className="truncate text-xs text-muted">{email}</p>
      </div>
      <IconButton label={t("nav.signOut")} onPress={() => void signOut()}>
        <LogOut size={17} aria-hidden="true" />
      </IconButton>
    </div>
  );
}

function Links() {
  const { t } = useTranslation();
  const entries = [
    { to: "/meetings", label: t("nav.meetings"), Icon: CalendarDays },
    { to: "/overview", label: t("nav.overview"), Icon: LayoutDashboard },
    { to: "/participation", label: t("nav.participation"), Icon: ChartNoAxesColumn },
    { to: "/settings", label: t("nav.settings"), Icon: Settings2 },
  ];
  return (
    <nav aria-label={t("nav.main")} className="flex gap-1 md:flex-col">
      {entries.map(({ to, label, Icon }) => (
        <NavLink
          key={to}
          to={to}
          className={({ isActive }) =>
            cx(
              "flex min-h-9 flex-1 items-center gap-2.5 rounded-lg px-2.5 text-sm no-underline max-md:min-h-14 max-md:flex-col max-md:justify-center max-md:gap-0.5 max-md:text-xs",
              isActive ? "bg-hover font-semibold text-ink" : "text-muted hover:bg-hover hover:text-ink",
            )
          }
        >
          <Icon size={18} aria-hidden="true" />
          {label}
        </NavLink>
      ))}
    </nav>
  );
}

/** The frame of every page but the room, which needs the whole screen. */
export default function Shell() {
  const { t } = useTranslation();
  return (
    <div className="flex min-h-dvh flex-col md:flex-row">
      <a
        href="#content"
        className="sr-only rounded-lg bg-brand px-4 py-2 text-on-brand focus:not-sr-only focus:fixed focus:start-3 focus:top-3 focus:z-50"
      >
        {t("nav.skip")}
      </a>
      <header className="flex items-center justify-between gap-4 border-line bg-surface px-4 py-2 max-md:border-b md:sticky md:top-0 md:h-dvh md:w-60 md:flex-col md:items-stretch md:border-e md:px-3 md:py-4">
        <Link
          to="/meetings"
          className="flex items-center gap-2.5 rounded-lg px-1 text-base font-semibold text-ink no-underline"
        >
          <Logo />
          OrchestraSec
        </Link>
        <div className="flex-1 max-md:hidden">
          <Links />
        </div>
        <Account />
      </header>
      <main id="content" className="flex min-w-0 flex-1 flex-col px-4 py-6 max-md:pb-24 sm:px-8 md:py-10">
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </main>
      <div className="fixed inset-x-0 bottom-0 z-10 border-t border-line bg-surface px-3 py-1 pb-[max(.25rem,env(safe-area-inset-bottom))] md:hidden">
        <Links />
      </div>
    </div>
  );
}
