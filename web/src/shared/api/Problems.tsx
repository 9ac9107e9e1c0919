import { useTranslation } from "react-i18next";
import { Notice } from "@/shared/ui/Notice";
import { errorText, textOfCode } from "./error-text";
import { ApiError } from "./problem";

/** What went wrong, and with which fields: every one is named, also those that have no place in the form. */
export function Problems({ error }: { error: unknown }) {
  const { t } = useTranslation();
  const fields = error instanceof ApiError ? Object.entries(error.fields) : [];
  if (fields.length === 0) return <Notice tone="danger">{errorText(error)}</Notice>;
  return (
    <Notice tone="danger">
      <p className="font-semibold">{t("problems.check")}</p>
      <ul className="mt-1 flex flex-col gap-0.5">
        {fields.map(([field, { code, detail }]) => (
          <li key={field}>
            <code className="font-mono text-xs">{field}</code> {detail || textOfCode(code, detail)}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
