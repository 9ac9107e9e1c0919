/** What the payloads of events may have that a sentence needs. */
export interface Fields {
  participant_id?: string;
  request_id?: number | null;
  item_id?: number | null;
  item?: { title: string };
  cause?: string;
  direction?: string;
  rejoin?: string;
  role?: string;
  late?: string;
  kind?: string;
  stance?: string | null;
  requested_by?: string | null;
  granted_by?: string | null;
  interrupts?: number | null;
  resumes?: number | null;
  group?: string | null;
  guest?: boolean;
  ready?: boolean;
  allowed?: boolean;
  index?: number;
  position?: number;
  percent?: number;
  spoke_ms?: number;
  by_ms?: number;
  seed?: number;
  command?: string;
  reason?: string | null;
}

/** The sentences that would fit an event better than the usual one of its kind, the best first. */
export function variantsOf(kind: string, fields: Fields, actor: string | null): string[] {
  const variants: (string | false | 0 | null | undefined)[] = [
    kind === "phase_entered" && actor === null && `${fields.direction}_auto`,
    fields.cause ?? fields.direction ?? fields.rejoin ?? fields.late,
    fields.guest && "guest",
    fields.role,
    fields.ready !== undefined && (fields.ready ? "yes" : "no"),
    fields.allowed !== undefined && (fields.allowed ? "yes" : "no"),
    fields.by_ms !== undefined && (fields.by_ms > 0 ? "more" : "less"),
    fields.requested_by && "behalf",
    fields.resumes && "resumes",
    fields.interrupts && "interrupts",
    fields.granted_by && "hand",
    fields.stance,
    (fields.item_id === null || fields.group === null) && "none",
  ];
  return variants.filter((each) => typeof each === "string");
}
