import { useQuery } from "@tanstack/react-query";
import { ShieldAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { errorText } from "@/shared/api/error-text";
import { session } from "@/shared/api/session";
import { readOrganisation } from "@/shared/api/stats";
import type { OrganisationStats } from "@/shared/api/types";
import { DataTable } from "@/shared/charts/DataTable";
import { clock, decimal, month } from "@/shared/i18n/format";
import { useSignal } from "@/shared/lib/signal";
import { buttonClass } from "@/shared/ui/Button";
import { Message } from "@/shared/ui/Message";
import { Notice } from "@/shared/ui/Notice";
import { PageHeading } from "@/shared/ui/PageHeading";
import { useTitle } from "@/shared/ui/useTitle";
import { CsvButton } from "./CsvButton";
import { Figures } from "./Figures";
import { MonthColumns } from "./MonthColumns";
import { PageLinks } from "./PageLinks";

/** How the organisation meets, for admins. No person is named here. */
export default function OrganisationPage() {
  const { t } = useTranslation("stats");
  const current = useSignal(session);
  const isAdmin = current.status === "signed_in" && current.account.role === "admin";
  const { data, error } = useQuery({
    queryKey: ["stats", "organisation"],
    queryFn: readOrganisation,
    enabled: isAdmin,
  });
  useTitle(t("organisation.title"));
  if (!isAdmin) return <NotForYou />;
  return (
    <div className="mx-auto flex w-full max-w-5xl flex-1 flex-col gap-5">
      <PageHeading
        title={t("organisation.title")}
        lead={t("organisation.lead")}
        actions={data && <CsvButton path="/stats/organisation" name={t("organisation.file")} />}
      />
      <PageLinks />
      {error && <Notice tone="danger">{errorText(error)}</Notice>}
      {data && <Body stats={data} />}
    </div>
  );
}

function NotForYou() {
  const { t } = useTranslation("stats");
  return (
    <div className="grid flex-1 place-items-center">
      <Message
        level="h1"
        icon={<ShieldAlert size={26} />}
        title={t("organisation.notForYou")}
        actions={
          <Link to="/participation" className={buttonClass("primary", "md")}>
            {t("organisation.toMine")}
          </Link>
        }
      >
        {t("organisation.notForYouText")}
      </Message>
    </div>
  );
}

function Body({ stats }: { stats: OrganisationStats }) {
  const { t } = useTranslation("stats");
  const gini = (value: number | null) => (value === null ? "–" : decimal(value));
  return (
    <>
      <Figures
        figures={[
          { label: t("organisation.meetings"), value: String(stats.meetings_total) },
          { label: t("organisation.held"), value: String(stats.held) },
          { label: t("organisation.people"), value: String(stats.people) },
          { label: t("spoken"), value: clock(stats.speaking_seconds) },
          { label: t("turns"), value: String(stats.turns) },
          { label: t("organisation.gini"), value: gini(stats.mean_gini) },
        ]}
      />
      {stats.meetings < stats.meetings_total && (
        <Notice>{t("latestOf", { count: stats.meetings, total: stats.meetings_total })}</Notice>
      )}
      <MonthColumns months={stats.months} />
      <section aria-labelledby="months" className="rounded-xl border border-line bg-raised p-4 sm:p-5">
        <h2 id="months" className="mb-3 text-sm font-semibold">
          {t("organisation.byMonth")}
        </h2>
        <DataTable
          caption={t("organisation.byMonth")}
          className="max-h-none"
          columns={[
            t("organisation.month"),
            t("organisation.held"),
            t("organisation.people"),
            t("time"),
            t("turns"),
            t("gini"),
          ]}
          rows={stats.months.map((each) => ({
            key: each.month,
            cells: [
              month(each.month),
              String(each.held),
              String(each.people),
              clock(each.speaking_seconds),
              String(each.turns),
              gini(each.mean_gini),
            ],
          }))}
        />
      </section>
    </>
  );
}
