import type { Settings } from "@/shared/rt/wire";

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

const usualLimits = [30_000, 60_000, 120_000, 180_000, 300_000, 600_000];

/** The limits to choose from, with the one that is set even if it is an unusual one. */
export function limitChoices(current: number | null): number[] {
  const all = current === null || usualLimits.includes(current) ? usualLimits : [...usualLimits, current];
  return all.toSorted((a, b) => a - b);
}

/** The warning has to come before the end, also in a short turn. */
export function withLimit(settings: Settings, turn_limit_ms: number | null): Settings {
  const warning_ms = turn_limit_ms === null ? 30_000 : Math.min(30_000, Math.floor(turn_limit_ms / 3));
  return { ...settings, turn_limit_ms, warning_ms };
}
