import { FileText } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useRoomClient } from "@/shared/rt/hooks";
import { buttonClass } from "@/shared/ui/Button";

export function RecordLink() {
  const { t } = useTranslation("room");
  const { meetingId } = useRoomClient();
  return (
    <Link to={`/meetings/${meetingId}/record`} className={buttonClass("primary", "lg")}>
      <FileText size={18} aria-hidden="true" />
      {t("ended.record")}
    </Link>
  );
}
