import { useMutation } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { errorText } from "@/shared/api/error-text";
import type { Meeting } from "@/shared/api/types";
import { bytes } from "@/shared/i18n/format";
import { saveAs } from "@/shared/lib/save-file";
import { Button } from "@/shared/ui/Button";
import { showToast } from "@/shared/ui/toast";
import { fetchRecord, recordName } from "./download";

export function ExportButton({ meeting }: { meeting: Meeting }) {
  const { t } = useTranslation("record");
  const [received, setReceived] = useState(0);
  const { mutate, isPending } = useMutation({
    mutationFn: () => fetchRecord(meeting.id, setReceived),
    onSuccess: (blob) => {
      saveAs(blob, recordName(meeting.title));
      showToast(t("exported", { size: bytes(blob.size) }));
    },
    onError: (error) => showToast(errorText(error), "danger"),
    onSettled: () => setReceived(0),
  });
  return (
    <Button pending={isPending} onClick={() => mutate()}>
      {!isPending && <Download size={17} aria-hidden="true" />}
      {isPending ? t("exporting", { size: bytes(received) }) : t("export")}
    </Button>
  );
}
