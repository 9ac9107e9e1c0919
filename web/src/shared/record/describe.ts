import i18next from "i18next";
import { clock, isolated } from "@/shared/i18n/format";
import type { FloorKind, Phase } from "@/shared/rt/wire";
import type en from "../../locales/en/events.json";
import { type Fields, variantsOf } from "./variants";

/** An event from the live stream or from the record; a newer server may send kinds that are not known here. */
export interface RecordedEvent {
  seq: number;
  at: string;
  actor: string | null;
  kind: string;
  payload: unknown;
}

/** What the numbers and ids of an event stand for. */
export interface Names {
  person: (id: string) => string | undefined;
  phases: readonly Phase[];
  /** Who made a request. */
  asker: (requestId: number) => string | undefined;
  /** What an item of the agenda was called last. */
  item?: (itemId: number) => string | undefined;
  group?: (key: string) => string | undefined;
}

type Key = keyof typeof en;
const isKey = (key: string): key is Key => i18next.exists(`events:${key}`);

/** One event in a sentence. */
export function describe(event: RecordedEvent, names: Names): string {
  const t = i18next.getFixedT(null, "events");
  const fields = (event.payload ?? {}) as Fields;
  const variants = variantsOf(event.kind, fields, event.actor);
  const key = [...variants.map((each) => `${event.kind}_${each}`), event.kind].find(isKey) ?? "unknown";
  const person = (id: string | null | undefined) => isolated((id && names.person(id)) || t("somebody"));
  const asker = fields.request_id == null ? undefined : names.asker(fields.request_id);
  const item = fields.item?.title ?? (fields.item_id ? names.item?.(fields.item_id) : undefined);
  const text = t(key, {
    actor: person(event.actor),
    who: person(fields.participant_id),
    asker: asker ? person(asker) : t("aRequest"),
    phase: names.phases[fields.index ?? -1]?.title ?? "",
    kind: fields.kind ? i18next.t(`kind.${fields.kind as FloorKind}`) : event.kind,
    position: fields.position,
    spoke: clock((fields.spoke_ms ?? 0) / 1000),
    by: clock(Math.abs(fields.by_ms ?? 0) / 1000),
    title: isolated(item ?? t("anItem")),
    group: isolated((fields.group && names.group?.(fields.group)) || (fields.group ?? "")),
    percent: fields.percent,
    seed: fields.seed,
    command: fields.command,
  });
  return fields.reason ? t("withReason", { text, reason: fields.reason }) : text;
}

/** Who asked for what, from the events themselves. */
export function askersOf(events: readonly RecordedEvent[]): Map<number, string> {
  const askers = new Map<number, string>();
  for (const { kind, payload } of events) {
    const { request_id, participant_id } = (payload ?? {}) as Fields;
    if (kind === "floor_requested" && request_id != null && participant_id) {
      askers.set(request_id, participant_id);
    }
  }
  return askers;
}

/** What the items of the agenda are called, from the events themselves. */
export function itemsOf(events: readonly RecordedEvent[]): Map<number, string> {
  const titles = new Map<number, string>();
  for (const { payload } of events) {
    const { item_id, item } = (payload ?? {}) as Fields;
    if (item_id && item) titles.set(item_id, item.title);
  }
  return titles;
}
