import { useTranslation } from "react-i18next";
import { TextArea } from "@/shared/ui/TextField";

/** What others should know before somebody speaks. */
export function NoteField({ value, onChange }: { value: string; onChange: (note: string) => void }) {
  const { t } = useTranslation("room");
  return (
    <TextArea
      label={t("askDialog.note")}
      hint={t("askDialog.noteHint")}
      maxLength={280}
      rows={2}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
