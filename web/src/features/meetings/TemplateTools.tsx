import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Download, Trash2, Upload } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { errorText } from "@/shared/api/error-text";
import { Problems } from "@/shared/api/Problems";
import { deleteTemplate, fetchTemplate } from "@/shared/api/templates";
import type { Template } from "@/shared/api/types";
import { saveAs } from "@/shared/lib/save-file";
import { Button } from "@/shared/ui/Button";
import { ConfirmDialog } from "@/shared/ui/ConfirmDialog";
import { Notice } from "@/shared/ui/Notice";
import { showToast } from "@/shared/ui/toast";
import { bringFile, NotJson } from "./bring-file";

interface TemplateToolsProps {
  /** The chosen one. */
  template: Template | undefined;
  onBrought: (template: Template) => void;
  onDeleted: () => void;
}

/** Templates come from files and go into them; one's own can be deleted. */
export function TemplateTools({ template, onBrought, onDeleted }: TemplateToolsProps) {
  const { t } = useTranslation("meetings");
  const queries = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [deleting, setDeleting] = useState(false);
  const renew = () => queries.invalidateQueries({ queryKey: ["templates"] });
  const bring = useMutation({
    mutationFn: bringFile,
    onSuccess: async (brought) => {
      await renew();
      onBrought(brought);
      showToast(t("template.brought", { title: brought.title }));
    },
  });
  const save = useMutation({
    mutationFn: async (chosen: Template) =>
      saveAs(await fetchTemplate(chosen.key), `${chosen.key}.template.json`),
    onError: (error) => showToast(errorText(error), "danger"),
  });
  const remove = useMutation({
    mutationFn: (chosen: Template) => deleteTemplate(chosen.key),
    onSuccess: async (_, chosen) => {
      onDeleted();
      await renew();
      showToast(t("template.deleted", { title: chosen.title }));
    },
    onError: (error) => showToast(errorText(error), "danger"),
  });
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap gap-2">
        <Button pending={bring.isPending} onClick={() => input.current?.click()}>
          <Upload size={16} aria-hidden="true" />
          {t("template.import")}
        </Button>
        <input
          ref={input}
          type="file"
          accept="application/json,.json"
          tabIndex={-1}
          aria-label={t("template.file")}
          className="sr-only"
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            if (file) bring.mutate(file);
            // The same file again, after it was corrected, is a change too.
            event.target.value = "";
          }}
        />
        {template && (
          <Button
            tone="ghost"
            aria-label={t("template.exportNamed", { title: template.title })}
            pending={save.isPending}
            onClick={() => save.mutate(template)}
          >
            <Download size={16} aria-hidden="true" />
            {t("template.export")}
          </Button>
        )}
        {template?.source === "own" && (
          <Button
            tone="ghost"
            className="text-danger-ink"
            aria-label={t("template.deleteNamed", { title: template.title })}
            pending={remove.isPending}
            onClick={() => setDeleting(true)}
          >
            <Trash2 size={16} aria-hidden="true" />
            {t("template.delete")}
          </Button>
        )}
      </div>
      {bring.error &&
        (bring.error instanceof NotJson ? (
          <Notice tone="danger">{t(`template.${bring.error.reason}`)}</Notice>
        ) : (
          <Problems error={bring.error} />
        ))}
      {deleting && template && (
        <ConfirmDialog
          title={t("template.deleteTitle", { title: template.title })}
          action={t("template.deleteAction")}
          danger
          onConfirm={() => remove.mutate(template)}
          onClose={() => setDeleting(false)}
        >
          {t("template.deleteText")}
        </ConfirmDialog>
      )}
    </div>
  );
}
