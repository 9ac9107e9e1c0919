import { ArrowLeft, Eye } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Meeting } from "@/shared/api/types";
import { nearDate } from "@/shared/i18n/format";
import { PhasePreview } from "@/shared/meeting/PhasePreview";
import { Badge } from "@/shared/ui/Badge";
import { Button } from "@/shared/ui/Button";
import { PageHeading } from "@/shared/ui/PageHeading";
import { useTitle } from "@/shared/ui/useTitle";
import { ClosedScreen } from "./Screens";

interface LobbyProps {
  meeting: Meeting;
  onJoin: (role: "participant" | "observer") => void;
}

/** Before the first entry: nobody becomes a participant by opening a link. */
export function Lobby({ meeting, onJoin }: LobbyProps) {
  const { t } = useTranslation("room");
  useTitle(meeting.title);
  if (meeting.status === "closed") return <ClosedScreen meetingId={meeting.id} />;
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-3xl flex-col px-5 py-8">
      <Link
        to="/meetings"
        className="inline-flex items-center gap-2 text-sm text-muted no-underline hover:text-ink"
      >
        <ArrowLeft size={16} aria-hidden="true" className="rtl:-scale-x-100" />
        {t("back")}
      </Link>
      <div className="my-auto grid gap-8 py-8 md:grid-cols-[minmax(0,1fr)_18rem] md:items-center">
        <div className="flex flex-col gap-5">
          <p className="flex flex-wrap items-center gap-2 text-sm text-muted">
            <Badge tone={meeting.status === "live" ? "turn" : "neutral"}>
              {t(`details.${meeting.status}`)}
            </Badge>
            {meeting.status === "scheduled" && meeting.scheduled_start && nearDate(meeting.scheduled_start)}
          </p>
          <PageHeading title={<bdi>{meeting.title}</bdi>} lead={t("lobby.lead")} />
          {meeting.description && <p className="text-base whitespace-pre-line">{meeting.description}</p>}
          <div className="flex flex-wrap gap-3">
            <Button tone="primary" size="lg" onClick={() => onJoin("participant")}>
              {t("lobby.join")}
            </Button>
            <Button size="lg" onClick={() => onJoin("observer")}>
              <Eye size={18} aria-hidden="true" />
              {t("lobby.observe")}
            </Button>
          </div>
          <p className="text-sm text-muted">{t("lobby.observeHint")}</p>
        </div>
        <section aria-label={t("lobby.plan")} className="rounded-xl border border-line bg-raised p-5">
          <h2 className="mb-4 text-sm font-semibold text-muted">{t("lobby.plan")}</h2>
          <PhasePreview phases={meeting.phases} />
        </section>
      </div>
    </main>
  );
}
