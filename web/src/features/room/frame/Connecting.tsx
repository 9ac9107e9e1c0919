import { useTranslation } from "react-i18next";
import { Spinner } from "@/shared/ui/Spinner";

export function Connecting() {
  const { t } = useTranslation("room");
  return (
    <main className="grid min-h-dvh place-items-center" role="status">
      <p className="flex items-center gap-3 text-muted">
        <Spinner size={20} />
        {t("connecting")}
      </p>
    </main>
  );
}
