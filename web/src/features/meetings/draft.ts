import { planOf } from "@/shared/api/templates";
import type { NewMeeting, Template } from "@/shared/api/types";
import { settingsOf, usualSettings } from "@/shared/meeting/settings";
import type { AgendaText, Settings } from "@/shared/rt/wire";

/** An item as it is typed; the number keeps its row while others move. */
export interface DraftItem {
  row: number;
  title: string;
  minutes: string;
}

/** A meeting that is being made. */
export interface Draft {
  title: string;
  description: string;
  template: string;
  scheduled_start: string | null;
  settings: Settings;
  agenda: DraftItem[];
  /** Somebody has written the agenda: another template leaves it alone. */
  ownAgenda: boolean;
}

export const blank: Draft = {
  title: "",
  description: "",
  template: "corporate_decision",
  scheduled_start: null,
  settings: usualSettings,
  agenda: [],
  ownAgenda: false,
};

const itemOf = ({ title, planned_ms }: AgendaText, row: number): DraftItem => ({
  row,
  title,
  minutes: planned_ms ? String(Math.round(planned_ms / 60_000)) : "",
});

/** The draft with another template: its rules, and its agenda unless there is one already. */
export function withTemplate(draft: Draft, template: Template): Draft {
  return {
    ...draft,
    template: template.key,
    settings: settingsOf(template.settings),
    agenda: draft.ownAgenda ? draft.agenda : template.agenda.map(itemOf),
  };
}

export function agendaOf(items: readonly DraftItem[]): AgendaText[] {
  return items
    .filter((item) => item.title.trim())
    .map((item) => ({
      title: item.title.trim(),
      links: [],
      ...(Number(item.minutes) > 0 ? { planned_ms: Math.round(Number(item.minutes) * 60_000) } : {}),
    }));
}

/** What is sent: the template by its name, or its whole plan when the agenda is another one. */
export function bodyOf(draft: Draft, template: Template | undefined): NewMeeting {
  const agenda = agendaOf(draft.agenda);
  const isOwn = draft.ownAgenda && template !== undefined;
  return {
    title: draft.title.trim(),
    description: draft.description.trim(),
    ...(isOwn ? { plan: { ...planOf(template), agenda } } : { template: draft.template }),
    ...(draft.scheduled_start === null ? {} : { scheduled_start: draft.scheduled_start }),
    settings: draft.settings,
  };
}

/** The items with one of them at another place. */
export function moved<T>(items: readonly T[], from: number, to: number): T[] {
  const rest = items.filter((_, index) => index !== from);
  const item = items[from];
  return item === undefined ? [...items] : [...rest.slice(0, to), item, ...rest.slice(to)];
}
