import { useTranslation } from "react-i18next";
import type { Stats } from "@/shared/api/types";
import { DataTable } from "@/shared/charts/DataTable";
import { clock, percent } from "@/shared/i18n/format";

/** Everybody's figures. How somebody fared in the queue is for them and who leads: for others the cells are empty. */
export function PeopleTable({ stats }: { stats: Stats }) {
  const { t } = useTranslation("stats");
  const { t: common } = useTranslation();
  const people = stats.participants.toSorted((a, b) => b.speaking_seconds - a.speaking_seconds);
  return (
    <section aria-labelledby="people" className="rounded-xl border border-line bg-raised p-4 sm:p-5">
      <h2 id="people" className="mb-3 text-sm font-semibold">
        {t("people")}
      </h2>
      <DataTable
        caption={t("people")}
        words={2}
        className="max-h-none"
        columns={[
          t("person"),
          t("role"),
          t("time"),
          t("share"),
          t("turns"),
          t("longest"),
          t("asked"),
          t("granted"),
          t("wait"),
        ]}
        rows={people.map((each) => ({
          key: each.participant_id,
          cells: [
            each.display_name,
            common(`role.${each.role}`),
            clock(each.speaking_seconds),
            percent(each.share),
            String(each.turns),
            each.longest_turn_ms > 0 ? clock(each.longest_turn_ms / 1000) : "–",
            each.private ? String(each.private.requests.made) : "–",
            each.private ? String(each.private.requests.granted) : "–",
            each.private?.median_waiting_ms == null ? "–" : clock(each.private.median_waiting_ms / 1000),
          ],
        }))}
      />
    </section>
  );
}
