import { useTranslation } from "react-i18next";
import { NavLink } from "react-router";
import { session } from "@/shared/api/session";
import { cx } from "@/shared/lib/cx";
import { useSignal } from "@/shared/lib/signal";

/** From one's own figures to those of all, for whom may see them. */
export function PageLinks() {
  const { t } = useTranslation("stats");
  const current = useSignal(session);
  if (current.status !== "signed_in" || current.account.role !== "admin") return null;
  return (
    <nav
      aria-label={t("pages")}
      className="flex gap-1 self-start rounded-lg border border-line bg-surface p-1 max-sm:self-stretch"
    >
      {(["participation", "organisation"] as const).map((page) => (
        <NavLink
          key={page}
          to={`/${page}`}
          className={({ isActive }) =>
            cx(
              "flex min-h-9 flex-1 items-center justify-center rounded-md px-3 text-sm no-underline pointer-coarse:min-h-11",
              isActive
                ? "bg-raised font-semibold text-ink shadow-sm ring-1 ring-line"
                : "text-muted hover:text-ink",
            )
          }
        >
          {t(`page.${page}`)}
        </NavLink>
      ))}
    </nav>
  );
}
