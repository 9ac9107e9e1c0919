import { useMutation } from "@tanstack/react-query";
import { FileSpreadsheet } from "lucide-react";
import { useTranslation } from "react-i18next";
import { errorText } from "@/shared/api/error-text";
import { fetchTable } from "@/shared/api/stats";
import { saveAs } from "@/shared/lib/save-file";
import { Button } from "@/shared/ui/Button";
import { showToast } from "@/shared/ui/toast";

export function CsvButton({ path, name }: { path: string; name: string }) {
  const { t } = useTranslation("stats");
  const { mutate, isPending } = useMutation({
    mutationFn: async () => saveAs(await fetchTable(path), `${name}.csv`),
    onError: (error) => showToast(errorText(error), "danger"),
  });
  return (
    <Button pending={isPending} onClick={() => mutate()}>
      {!isPending && <FileSpreadsheet size={17} aria-hidden="true" />}
      {t("csv")}
    </Button>
  );
}
