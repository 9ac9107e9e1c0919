import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { errorText, fieldError } from "@/shared/api/error-text";
import { createMeeting } from "@/shared/api/meetings";
import { Problems } from "@/shared/api/Problems";
import { listTemplates } from "@/shared/api/templates";
import { SettingsFields } from "@/shared/meeting/SettingsFields";
import { WhenFields } from "@/shared/meeting/WhenFields";
import { Button, buttonClass } from "@/shared/ui/Button";
import { Notice } from "@/shared/ui/Notice";
import { prepareOverlays } from "@/shared/ui/overlays";
import { PageHeading } from "@/shared/ui/PageHeading";
import { TextArea, TextField } from "@/shared/ui/TextField";
import { useTitle } from "@/shared/ui/useTitle";
import { AgendaFields } from "./AgendaFields";
import { blank, bodyOf, type Draft, withTemplate } from "./draft";
import { FormSection } from "./FormSection";
import { PlanPreview } from "./PlanPreview";
import { TemplateChoice } from "./TemplateChoice";
import { TemplateTools } from "./TemplateTools";

export default function NewMeetingPage() {
  const { t } = useTranslation("meetings");
  const { t: common } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [draft, setDraft] = useState(blank);
  const templates = useQuery({ queryKey: ["templates"], queryFn: listTemplates, staleTime: 60_000 });
  const { mutate, isPending, error } = useMutation({
    mutationFn: createMeeting,
    onSuccess: (meeting) => {
      void queries.invalidateQueries({ queryKey: ["meetings"] });
      void navigate(`/meetings/${meeting.id}`);
    },
  });
  useTitle(t("create.title"));
  useEffect(prepareOverlays, []);
  const items = templates.data?.items ?? [];
  const template = items.find((each) => each.key === draft.template);
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change });
  const choose = (key: string) => {
    const chosen = items.find((each) => each.key === key);
    if (chosen) setDraft(withTemplate(draft, chosen));
  };
  const submit = (event: FormEvent) => {
    // A dialog's form stands elsewhere in the page, but its events come here as well.
    if (event.target !== event.currentTarget) return;
    event.preventDefault();
    if (!isPending) mutate(bodyOf(draft, template));
  };
  return (
    <form onSubmit={submit} className="mx-auto flex w-full max-w-6xl flex-col gap-6">
      <PageHeading title={t("create.title")} lead={t("create.lead")} />
      {error && <Problems error={error} />}
      {templates.error && <Notice tone="danger">{errorText(templates.error)}</Notice>}
      <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-10">
          <FormSection title={t("create.about")}>
            <TextField
              label={common("settings.title")}
              placeholder={t("create.titlePlaceholder")}
              required
              maxLength={200}
              value={draft.title}
              error={fieldError(error, "title")}
              onChange={(event) => set({ title: event.target.value })}
            />
            <TextArea
              label={common("settings.description")}
              hint={common("settings.descriptionHint")}
              maxLength={4000}
              value={draft.description}
              error={fieldError(error, "description")}
              onChange={(event) => set({ description: event.target.value })}
            />
            <WhenFields
              start={draft.scheduled_start}
              error={error}
              onChange={(scheduled_start) => set({ scheduled_start })}
            />
          </FormSection>
          <FormSection title={t("create.template")}>
            <TemplateChoice templates={items} value={draft.template} onChange={choose} />
            <TemplateTools
              template={template}
              onBrought={(brought) => setDraft((now) => withTemplate(now, brought))}
              onDeleted={() => choose(blank.template)}
            />
          </FormSection>
          <FormSection title={t("create.rules")}>
            <SettingsFields
              settings={draft.settings}
              error={error}
              onChange={(settings) => set({ settings })}
            />
          </FormSection>
          <FormSection title={t("create.agenda")} hint={t("create.agendaHint")}>
            <AgendaFields items={draft.agenda} onChange={(agenda) => set({ agenda, ownAgenda: true })} />
          </FormSection>
        </div>
        <PlanPreview draft={draft} template={template} />
      </div>
      <div className="sticky bottom-0 z-[5] -mx-4 flex gap-2 border-t border-line bg-bg px-4 py-3 max-md:bottom-16 sm:-mx-8 sm:justify-end sm:px-8">
        <Link to="/meetings" className={buttonClass("secondary", "lg")}>
          {common("cancel")}
        </Link>
        <Button type="submit" tone="primary" size="lg" pending={isPending} className="max-sm:flex-1">
          {t("create.submit")}
        </Button>
      </div>
    </form>
  );
}
