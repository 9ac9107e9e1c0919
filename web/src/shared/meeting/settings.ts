import type { SettingsChange } from "@/shared/api/types";
import type { FloorKind, Settings } from "@/shared/rt/wire";

/** What the server takes when nothing else is said. */
export const usualSettings: Settings = {
  granting: "automatic",
  interposing: "chaired",
  queue_order: "fifo",
  protected_positions: 0,
  turn_limit_ms: 180_000,
  turn_limits: {},
  warning_ms: 30_000,
  grace_ms: 0,
  overtime: "notify",
  hold_ms: 60_000,
  queue_limit: 200,
  groups: [],
};

/** The orders of the queue, from the plain to the special. */
export const queueOrders = [
  "fifo",
  "least_time",
  "least_turns",
  "round_robin",
  "alternate_stance",
  "random",
  "manual",
] as const satisfies readonly Settings["queue_order"][];

/** From the usual to the special, as in the room. */
export const allKinds = [
  "contribution",
  "direct_reply",
  "clarifying_question",
  "point_of_order",
] as const satisfies readonly FloorKind[];

/** The usual settings with what a template changes in them. */
export const settingsOf = (change: SettingsChange): Settings => ({ ...usualSettings, ...change });

const usualLimits = [30_000, 60_000, 120_000, 180_000, 300_000, 600_000];

/** Times to choose from, with the one that is set even if it is an unusual one. */
export function timeChoices(usual: readonly number[], current: number | null | undefined): number[] {
  const all = current == null || usual.includes(current) ? [...usual] : [...usual, current];
  return all.toSorted((a, b) => a - b);
}

export const limitChoices = (current: number | null | undefined): number[] =>
  timeChoices(usualLimits, current);

/** The warning has to come before the end, also in a short turn. */
export function withLimit(settings: Settings, turn_limit_ms: number | null): Settings {
  const warning_ms =
    turn_limit_ms === null
      ? settings.warning_ms
      : Math.min(settings.warning_ms, Math.floor(turn_limit_ms / 3 / 1000) * 1000);
  return { ...settings, turn_limit_ms, warning_ms };
}

/** A limit for one kind of turn; `null` leaves it to the general one. */
export function withKindLimit(settings: Settings, kind: FloorKind, limit: number | null): Settings {
  const { [kind]: _, ...others } = settings.turn_limits;
  return { ...settings, turn_limits: limit === null ? others : { ...others, [kind]: limit } };
}

/** "For the motion" → "for_the_motion": a stable name that the server takes. */
export function keyOfTitle(title: string, taken: readonly string[] = []): string {
  const plain = title
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .slice(0, 36);
  const base = plain || "plan";
  let key = base;
  for (let number = 2; taken.includes(key); number++) key = `${base}_${number}`;
  return key;
}
