import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { errorText } from "@/shared/api/error-text";
import { readStats } from "@/shared/api/stats";
import type { SpeakerStats as Speaker } from "@/shared/api/types";
import { clock, percent } from "@/shared/i18n/format";
import { wholePercents } from "@/shared/lib/shares";
import { Avatar } from "@/shared/ui/Avatar";
import { Notice } from "@/shared/ui/Notice";

function Figure({ label, value }: { label: string; value: string }) {
  return (
    <div className="flex flex-col-reverse">
      <dt className="text-xs text-muted">{label}</dt>
      <dd className="text-2xl font-semibold tabular-nums">{value}</dd>
    </div>
  );
}

interface SpeakerRowProps {
  speaker: Speaker;
  longest: number;
  share: number;
}

function SpeakerRow({ speaker, longest, share }: SpeakerRowProps) {
  const part = longest > 0 ? (100 * speaker.speaking_seconds) / longest : 0;
  return (
    <tr data-testid="speaker-row">
      <th scope="row" className="py-2 text-start font-normal">
        <span className="flex items-center gap-2.5">
          <Avatar id={speaker.participant_id} name={speaker.display_name} />
          <span className="min-w-0 flex-1">
            <span className="block truncate text-sm font-semibold">
              <bdi>{speaker.display_name}</bdi>
            </span>
            <svg aria-hidden="true" className="mt-1 h-1.5 w-full rounded-full rtl:-scale-x-100">
              <rect width="100%" height="6" rx="3" className="fill-line" />
              <rect width={`${part}%`} height="6" rx="3" className="fill-brand" />
            </svg>
          </span>
        </span>
      </th>
      <td className="py-2 ps-3 text-end text-sm tabular-nums">{clock(speaker.speaking_seconds)}</td>
      <td className="py-2 ps-3 text-end text-sm text-muted tabular-nums max-[23rem]:hidden">
        {speaker.turns}
      </td>
      <td className="py-2 ps-3 text-end text-sm text-muted tabular-nums">{percent(share / 100)}</td>
    </tr>
  );
}

/** Speaking time and share of each person, the longest first. */
export function SpeakerStats({ meetingId }: { meetingId: string }) {
  const { t } = useTranslation("record");
  const { data, error } = useQuery({ queryKey: ["stats", meetingId], queryFn: () => readStats(meetingId) });
  if (error) return <Notice tone="danger">{errorText(error)}</Notice>;
  if (!data) return null;
  const speakers = data.participants
    .filter((each) => each.turns > 0)
    .toSorted((a, b) => b.speaking_seconds - a.speaking_seconds);
  const silent = data.participants.filter((each) => each.turns === 0 && each.role !== "observer").length;
  const shares = wholePercents(speakers.map((speaker) => speaker.speaking_seconds));
  const longest = speakers[0]?.speaking_seconds ?? 0;
  return (
    <section
      aria-labelledby="stats"
      className="rounded-xl border border-line bg-raised p-5 max-xl:order-first"
    >
      <div className="flex flex-wrap items-baseline justify-between gap-2">
        <h2 id="stats" className="text-sm font-semibold text-muted">
          {t("stats")}
        </h2>
        <Link to={`/meetings/${meetingId}/statistics`} className="text-sm text-brand">
          {t("allStats")}
        </Link>
      </div>
      <dl className="mt-3 flex flex-wrap gap-x-8 gap-y-2">
        <Figure label={t("total")} value={clock(data.total_speaking_ms / 1000)} />
        <Figure label={t("turnsTotal")} value={String(data.turns)} />
        <Figure label={t("speakers")} value={String(speakers.length)} />
      </dl>
      {speakers.length === 0 ? (
        <p className="mt-4 text-sm text-muted">{t("nobody")}</p>
      ) : (
        <table className="mt-3 w-full">
          <thead className="text-xs text-muted">
            <tr>
              <th scope="col" className="w-full py-1 text-start font-normal">
                {t("person")}
              </th>
              <th scope="col" className="py-1 ps-3 text-end font-normal">
                {t("speaking")}
              </th>
              <th scope="col" className="py-1 ps-3 text-end font-normal max-[23rem]:hidden">
                {t("turns")}
              </th>
              <th scope="col" className="py-1 ps-3 text-end font-normal">
                {t("share")}
              </th>
            </tr>
          </thead>
          <tbody>
            {speakers.map((speaker, index) => (
              <SpeakerRow
                key={speaker.participant_id}
                speaker={speaker}
                longest={longest}
                share={shares[index] ?? 0}
              />
            ))}
          </tbody>
        </table>
      )}
      {silent > 0 && (
        <p className="mt-3 border-t border-line pt-3 text-sm text-muted">{t("silent", { count: silent })}</p>
      )}
    </section>
  );
}
