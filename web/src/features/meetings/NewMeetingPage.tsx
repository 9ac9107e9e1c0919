import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { errorText, fieldError } from "@/shared/api/error-text";
import { createMeeting, listTemplates } from "@/shared/api/meetings";
import { ApiError } from "@/shared/api/problem";
import { PhasePreview } from "@/shared/meeting/PhasePreview";
import { SettingsFields } from "@/shared/meeting/SettingsFields";
import { usualSettings } from "@/shared/meeting/settings";
import { WhenFields } from "@/shared/meeting/WhenFields";
import { Button, buttonClass } from "@/shared/ui/Button";
import { Notice } from "@/shared/ui/Notice";
import { PageHeading } from "@/shared/ui/PageHeading";
import { TextArea, TextField } from "@/shared/ui/TextField";
import { useTitle } from "@/shared/ui/useTitle";
import { FormSection } from "./FormSection";
import { TemplateChoice } from "./TemplateChoice";

const blank = {
  title: "",
  description: "",
  template: "corporate_decision",
  scheduled_start: null as string | null,
  settings: usualSettings,
};

export default function NewMeetingPage() {
  const { t } = useTranslation("meetings");
  const { t: common } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [form, setForm] = useState(blank);
  const templates = useQuery({
    queryKey: ["templates"],
    queryFn: listTemplates,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const { mutate, isPending, error } = useMutation({
    mutationFn: createMeeting,
    onSuccess: (meeting) => {
      void queries.invalidateQueries({ queryKey: ["meetings"] });
      void navigate(`/meetings/${meeting.id}`);
    },
  });
  useTitle(t("create.title"));
  const set = (change: Partial<typeof blank>) => setForm({ ...form, ...change });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isPending) return;
    const { scheduled_start, ...rest } = form;
    const planned = scheduled_start === null ? {} : { scheduled_start };
    mutate({ ...rest, ...planned, title: form.title.trim(), description: form.description.trim() });
  };
  const atFields = error instanceof ApiError && Object.keys(error.fields).length > 0;
  const problem = error ?? templates.error;
  const template = templates.data?.items.find((each) => each.key === form.template);
  return (
    <form onSubmit={submit} className="mx-auto flex w-full max-w-5xl flex-col gap-6">
      <PageHeading title={t("create.title")} lead={t("create.lead")} />
      {problem && <Notice tone="danger">{atFields ? t("create.check") : errorText(problem)}</Notice>}
      <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex flex-col gap-8">
          <FormSection title={t("create.about")}>
            <TextField
              label={common("settings.title")}
              placeholder={t("create.titlePlaceholder")}
              required
              maxLength={200}
              value={form.title}
              error={fieldError(error, "title")}
              onChange={(event) => set({ title: event.target.value })}
            />
            <TextArea
              label={common("settings.description")}
              hint={common("settings.descriptionHint")}
              maxLength={4000}
              value={form.description}
              error={fieldError(error, "description")}
              onChange={(event) => set({ description: event.target.value })}
            />
            <WhenFields
              start={form.scheduled_start}
              error={error}
              onChange={(scheduled_start) => set({ scheduled_start })}
            />
          </FormSection>
          <FormSection title={t("create.template")}>
            <TemplateChoice
              templates={templates.data?.items ?? []}
              value={form.template}
              onChange={(key) => set({ template: key })}
            />
          </FormSection>
          <FormSection title={t("create.rules")}>
            <SettingsFields
              settings={form.settings}
              error={error}
              onChange={(settings) => set({ settings })}
            />
          </FormSection>
        </div>
        <aside
          aria-label={t("create.plan")}
          className="rounded-xl border border-line bg-raised p-5 lg:sticky lg:top-10"
        >
          <h2 className="mb-4 text-sm font-semibold text-muted">{t("create.plan")}</h2>
          {template && <PhasePreview phases={template.phases} />}
        </aside>
      </div>
      <div className="flex flex-col-reverse gap-2 border-t border-line pt-5 sm:flex-row sm:justify-end">
        <Link to="/meetings" className={buttonClass("secondary", "lg")}>
          {common("cancel")}
        </Link>
        <Button type="submit" tone="primary" size="lg" pending={isPending}>
          {t("create.submit")}
        </Button>
      </div>
    </form>
  );
}
