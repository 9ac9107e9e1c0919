import type { FloorKind } from "./wire";

/** What goes before what in every queue. */
export const kindsByPrecedence: readonly FloorKind[] = [
  "point_of_order",
  "clarifying_question",
  "direct_reply",
  "contribution",
];

export const inPrecedence = (kinds: readonly FloorKind[]): FloorKind[] =>
  kindsByPrecedence.filter((kind) => kinds.includes(kind));

/** Speeches count against a group's time; the others are about the meeting or the speech itself. */
export const isSpeech = (kind: FloorKind): boolean => kind === "contribution" || kind === "direct_reply";

/** Whether a request of this kind may interrupt a turn of the other. */
export const interposes = (kind: FloorKind, other: FloorKind): boolean =>
  !isSpeech(kind) && kindsByPrecedence.indexOf(kind) < kindsByPrecedence.indexOf(other);
