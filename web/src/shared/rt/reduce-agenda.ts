import type { AgendaItem, AgendaText, AgendaView, EventView, MeetingView } from "./wire";

function textOf({ title, owner, planned_ms, links }: AgendaText) {
  return { title, owner: owner ?? null, planned_ms: planned_ms ?? null, links: links ?? [] };
}

export function newItem(item_id: number, text: AgendaText): AgendaItem {
  return { item_id, ...textOf(text), spent_ms: 0, entered_at: null };
}

function placed(items: readonly AgendaItem[], item: AgendaItem, position: number): AgendaItem[] {
  const rest = items.filter((each) => each.item_id !== item.item_id);
  return rest.toSpliced(Math.max(0, position - 1), 0, item);
}

/** Leaves the current item and enters the next one, or none. */
export function entered(agenda: AgendaView, next: number | null, at: string): AgendaView {
  const items = agenda.items.map((item) => {
    const since = item.entered_at === null ? 0 : Math.max(0, Date.parse(at) - Date.parse(item.entered_at));
    const entered_at = item.item_id === next ? at : null;
    return since === 0 && entered_at === item.entered_at
      ? item
      : { ...item, spent_ms: item.spent_ms + since, entered_at };
  });
  return { items, current: next };
}

function reduced(agenda: AgendaView, event: EventView): AgendaView | null {
  switch (event.kind) {
    case "agenda_item_added": {
      const { item_id, item, position } = event.payload;
      return { ...agenda, items: placed(agenda.items, newItem(item_id, item), position) };
    }
    case "agenda_item_edited": {
      const { item_id, item: text } = event.payload;
      const items = agenda.items.map((item) =>
        item.item_id === item_id ? { ...item, ...textOf(text) } : item,
      );
      return { ...agenda, items };
    }
    case "agenda_item_moved": {
      const moving = agenda.items.find((item) => item.item_id === event.payload.item_id);
      return moving ? { ...agenda, items: placed(agenda.items, moving, event.payload.position) } : agenda;
    }
    case "agenda_item_removed":
      return { ...agenda, items: agenda.items.filter((item) => item.item_id !== event.payload.item_id) };
    case "agenda_item_entered":
      return entered(agenda, event.payload.item_id, event.at);
    default:
      return null;
  }
}

/** What the events of the agenda do; `null` for an event of another family. */
export function reduceAgenda(meeting: MeetingView, event: EventView): MeetingView | null {
  const agenda = reduced(meeting.agenda, event);
  return agenda && { ...meeting, agenda };
}
