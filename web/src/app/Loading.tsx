import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Spinner } from "@/shared/ui/Spinner";

/** Shows nothing at first: what comes at once should not flash. */
export function Loading() {
  const { t } = useTranslation();
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), 300);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="grid min-h-60 flex-1 place-items-center text-muted" role="status">
      {slow && (
        <span className="flex items-center gap-2 text-sm">
          <Spinner />
          {t("loading")}
        </span>
      )}
    </div>
  );
}
