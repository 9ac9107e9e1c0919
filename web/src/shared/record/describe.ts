import i18next from "i18next";
import { clock } from "@/shared/i18n/format";
import type { FloorKind, Phase } from "@/shared/rt/wire";
import type en from "../../locales/en/events.json";

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
}

type Key = keyof typeof en;
const isKey = (key: string): key is Key => i18next.exists(`events:${key}`);

interface Fields {
  participant_id?: string;
  request_id?: number;
  cause?: string;
  direction?: string;
  rejoin?: string;
  role?: string;
  kind?: FloorKind;
  index?: number;
  position?: number;
  spoke_ms?: number;
  command?: string;
  reason?: string | null;
}

/** Keeps a name that is written from right to left, or that carries direction marks, from turning the sentence around. */
function isolated(name: string): string {
  return /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufefc]/.test(name)
    ? `\u2068${name}\u2069`
    : name;
}

/** One event in a sentence. */
export function describe(event: RecordedEvent, names: Names): string {
  const t = i18next.getFixedT(null, "events");
  const fields = (event.payload ?? {}) as Fields;
  const variant = fields.cause ?? fields.direction ?? fields.rejoin ?? fields.role;
  const key = [`${event.kind}_${variant}`, event.kind].find(isKey) ?? "unknown";
  const person = (id: string | null | undefined) => isolated((id && names.person(id)) || t("somebody"));
  const asker = fields.request_id === undefined ? undefined : names.asker(fields.request_id);
  const text = t(key, {
    actor: person(event.actor),
    who: person(fields.participant_id),
    asker: asker ? person(asker) : t("aRequest"),
    phase: names.phases[fields.index ?? -1]?.title ?? "",
    kind: fields.kind ? i18next.t(`kind.${fields.kind}`) : event.kind,
    position: fields.position,
    spoke: clock((fields.spoke_ms ?? 0) / 1000),
    command: fields.command,
  });
  return fields.reason ? t("withReason", { text, reason: fields.reason }) : text;
}

/** Who asked for what, from the events themselves. */
export function askersOf(events: readonly RecordedEvent[]): Map<number, string> {
  const askers = new Map<number, string>();
  for (const { kind, payload } of events) {
    const { request_id, participant_id } = (payload ?? {}) as Fields;
    if (kind === "floor_requested" && request_id !== undefined && participant_id) {
      askers.set(request_id, participant_id);
    }
  }
  return askers;
}
