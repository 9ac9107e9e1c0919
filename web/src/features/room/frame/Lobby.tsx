import { ArrowLeft, Eye } from "lucide-react";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Meeting } from "@/shared/api/types";
import { loadTexts } from "@/shared/i18n";
import { nearDate } from "@/shared/i18n/format";
import { cx } from "@/shared/lib/cx";
import { useSignal } from "@/shared/lib/signal";
import { mediaHere } from "@/shared/media/here";
import { PhasePreview } from "@/shared/meeting/PhasePreview";
import { Badge } from "@/shared/ui/Badge";
import { Button } from "@/shared/ui/Button";
import { PageHeading } from "@/shared/ui/PageHeading";
import { useTitle } from "@/shared/ui/useTitle";
import { ClosedScreen } from "./Screens";

const DeviceCheck = lazy(async () => {
  const [check] = await Promise.all([import("../media/DeviceCheck"), loadTexts("media")]);
  return check;
});

interface LobbyProps {
  meeting: Meeting;
  onJoin: (role: "participant" | "observer") => void;
}

function Plan({ meeting }: { meeting: Meeting }) {
  const { t } = useTranslation("room");
  return (
    <section aria-label={t("plan")} className="rounded-xl border border-line bg-raised p-5">
      <h2 className="mb-4 text-sm font-semibold text-muted">{t("plan")}</h2>
      <PhasePreview phases={meeting.phases} />
    </section>
  );
}

interface WaysProps extends LobbyProps {
  /** Before one goes in with, or without, what was tried here. */
  devices?: { ready: () => void; without: () => void; withoutWords: string };
}

/** The ways in. Who was in before comes back as what they were. */
function Ways({ meeting, onJoin, devices }: WaysProps) {
  const { t } = useTranslation("room");
  const known = meeting.my_role !== null;
  const join = (before?: () => void) => {
    before?.();
    onJoin("participant");
  };
  return (
    <div className="flex flex-col gap-3">
      <div className={cx("flex flex-wrap gap-3", devices && "*:flex-1")}>
        <Button tone="primary" size="lg" onClick={() => join(devices?.ready)}>
          {t("lobby.join")}
        </Button>
        {devices && (
          <Button size="lg" onClick={() => join(devices.without)}>
            {devices.withoutWords}
          </Button>
        )}
        {!known && (
          <Button
            size="lg"
            onClick={() => {
              devices?.without();
              onJoin("observer");
            }}
          >
            <Eye size={18} aria-hidden="true" />
            {t("lobby.observe")}
          </Button>
        )}
      </div>
      {!known && <p className="text-sm text-muted">{t("lobby.observeHint")}</p>}
    </div>
  );
}

/** Before the first entry: nobody becomes a participant by opening a link. */
export function Lobby({ meeting, onJoin }: LobbyProps) {
  const { t } = useTranslation("room");
  const here = useSignal(mediaHere) && meeting.status === "live";
  useTitle(meeting.title);
  if (meeting.status === "closed") return <ClosedScreen meetingId={meeting.id} />;
  const ways = <Ways meeting={meeting} onJoin={onJoin} />;
  return (
    <main
      className={cx("mx-auto flex min-h-dvh w-full flex-col px-5 py-8", here ? "max-w-5xl" : "max-w-3xl")}
    >
      <Link
        to="/meetings"
        className="inline-flex items-center gap-2 text-sm text-muted no-underline hover:text-ink"
      >
        <ArrowLeft size={16} aria-hidden="true" className="rtl:-scale-x-100" />
        {t("back")}
      </Link>
      <div
        className={cx(
          "my-auto grid py-6",
          here ? "gap-6" : "gap-8 md:grid-cols-[minmax(0,1fr)_18rem] md:items-center",
        )}
      >
        <div className="flex flex-col gap-5">
          <p className="flex flex-wrap items-center gap-2 text-sm text-muted">
            <Badge tone={meeting.status === "live" ? "turn" : "neutral"}>
              {t(`details.${meeting.status}`)}
            </Badge>
            {meeting.status === "scheduled" && meeting.scheduled_start && nearDate(meeting.scheduled_start)}
          </p>
          <PageHeading title={<bdi>{meeting.title}</bdi>} lead={t("lobby.lead")} />
          {meeting.description && <p className="text-base whitespace-pre-line">{meeting.description}</p>}
          {!here && ways}
        </div>
        {here && (
          <Suspense fallback={ways}>
            <DeviceCheck meetingId={meeting.id}>
              {(devices) => <Ways meeting={meeting} onJoin={onJoin} devices={devices} />}
            </DeviceCheck>
          </Suspense>
        )}
        <Plan meeting={meeting} />
      </div>
    </main>
  );
}
