import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { fieldError } from "@/shared/api/error-text";
import { Problems } from "@/shared/api/Problems";
import { saveTemplate } from "@/shared/api/templates";
import { Button } from "@/shared/ui/Button";
import { Dialog, DialogActions } from "@/shared/ui/Dialog";
import { TextArea, TextField } from "@/shared/ui/TextField";
import { showToast } from "@/shared/ui/toast";
import { keyOfTitle } from "./settings";

interface SaveTemplateDialogProps {
  meetingId: string;
  title: string;
  onClose: () => void;
}

/** Keeps the plan of a meeting for the next one of its kind. */
export function SaveTemplateDialog({ meetingId, title, onClose }: SaveTemplateDialogProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [name, setName] = useState(title);
  const [description, setDescription] = useState("");
  const { mutate, isPending, error } = useMutation({
    mutationFn: saveTemplate,
    onSuccess: (template) => {
      void queries.invalidateQueries({ queryKey: ["templates"] });
      showToast(t("saveTemplate.done", { title: template.title }));
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isPending) return;
    const words = name.trim();
    mutate({
      meeting_id: meetingId,
      key: keyOfTitle(words),
      title: words,
      ...(description.trim() ? { description: description.trim() } : {}),
    });
  };
  return (
    <Dialog title={t("saveTemplate.title")} onClose={onClose}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        {error && <Problems error={error} />}
        <p className="text-sm text-muted">{t("saveTemplate.text")}</p>
        <TextField
          label={t("saveTemplate.name")}
          required
          maxLength={200}
          value={name}
          error={fieldError(error, "title") ?? fieldError(error, "key")}
          onChange={(event) => setName(event.target.value)}
        />
        <TextArea
          label={t("saveTemplate.when")}
          maxLength={4000}
          value={description}
          error={fieldError(error, "description")}
          onChange={(event) => setDescription(event.target.value)}
        />
        <DialogActions>
          <Button size="lg" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button size="lg" type="submit" tone="primary" pending={isPending}>
            {t("saveTemplate.action")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
