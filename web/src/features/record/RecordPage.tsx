import { useQuery } from "@tanstack/react-query";
import { ArrowLeft, FileStack } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { errorText } from "@/shared/api/error-text";
import { readMeeting } from "@/shared/api/meetings";
import { dateTime } from "@/shared/i18n/format";
import { SaveTemplateDialog } from "@/shared/meeting/SaveTemplateDialog";
import { Button } from "@/shared/ui/Button";
import { Notice } from "@/shared/ui/Notice";
import { prepareOverlays } from "@/shared/ui/overlays";
import { PageHeading } from "@/shared/ui/PageHeading";
import { useTitle } from "@/shared/ui/useTitle";
import { EventTable } from "./EventTable";
import { ExportButton } from "./ExportButton";
import { SpeakerStats } from "./SpeakerStats";

export default function RecordPage() {
  const { id = "" } = useParams();
  const { t } = useTranslation("record");
  const { data: meeting, error } = useQuery({ queryKey: ["summary", id], queryFn: () => readMeeting(id) });
  const [saving, setSaving] = useState(false);
  useEffect(prepareOverlays, []);
  useTitle(meeting ? t("of", { title: meeting.title }) : t("title"));
  const isOver = meeting?.status === "closed";
  return (
    <div className="mx-auto flex w-full max-w-6xl flex-col gap-6">
      <Link
        to={isOver || !meeting ? "/meetings" : `/meetings/${id}`}
        className="inline-flex items-center gap-2 self-start text-sm text-muted no-underline hover:text-ink"
      >
        <ArrowLeft size={16} aria-hidden="true" className="rtl:-scale-x-100" />
        {isOver || !meeting ? t("backToList") : t("back")}
      </Link>
      <PageHeading
        title={meeting ? <bdi>{meeting.title}</bdi> : t("title")}
        lead={meeting?.started_at ? `${dateTime(meeting.started_at)} · ${t("lead")}` : t("lead")}
        actions={
          meeting && (
            <>
              <Button tone="ghost" onClick={() => setSaving(true)}>
                <FileStack size={17} aria-hidden="true" />
                {t("saveTemplate")}
              </Button>
              <ExportButton meeting={meeting} />
            </>
          )
        }
      />
      {saving && meeting && (
        <SaveTemplateDialog meetingId={id} title={meeting.title} onClose={() => setSaving(false)} />
      )}
      {error && <Notice tone="danger">{errorText(error)}</Notice>}
      {meeting && (
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 xl:grid-cols-[minmax(0,1fr)_24rem]">
          <EventTable meeting={meeting} />
          <SpeakerStats meetingId={id} />
        </div>
      )}
    </div>
  );
}
