import { expect, it } from "vitest";
import type { Stats } from "@/shared/api/types";
import { axisOf, lanesOf, sharesOf } from "./lanes";

const at = (second: number) => new Date(second * 1000).toISOString();
const part = {
  grant_no: 1,
  resumes: null,
  participant_id: "bo",
  kind: "contribution",
  stance: null,
  started_at: at(10),
  ended_at: at(20),
  spoke_ms: 10_000,
  phase_index: 0,
  item_id: null,
  ended: "released",
} as const;
const person = {
  participant_id: "bo",
  display_name: "Bo",
  role: "participant",
  guest: false,
  group: null,
  speaking_seconds: 10,
  turns: 1,
  share: 1,
  longest_turn_ms: 10_000,
  private: null,
} as const;
const stats = {
  started_at: at(0),
  closed_at: null,
  participants: [
    person,
    { ...person, participant_id: "om", role: "observer", speaking_seconds: 0, turns: 0 },
  ],
  timeline: [part, { ...part, started_at: at(30), ended_at: at(31), ended: "undone" }],
} as unknown as Stats;

it("draws what was spoken, not what was taken back", () => {
  expect(lanesOf(stats, 60_000)).toEqual([
    { id: "bo", name: "Bo", turns: [{ start: 10_000, end: 20_000, kind: "contribution" }] },
  ]);
});

it("lets a running turn last until now", () => {
  const running = { ...stats, timeline: [{ ...part, ended_at: null, ended: "running" }] } as unknown as Stats;
  expect(lanesOf(running, 45_000)[0]?.turns[0]?.end).toBe(45_000);
});

it("goes from the start to the end, or to now, and is never of no length", () => {
  expect(axisOf(stats, 300_000)).toEqual({ start: 0, end: 300_000 });
  expect(axisOf({ ...stats, closed_at: at(120) }, 999_000)).toEqual({ start: 0, end: 120_000 });
  expect(axisOf(stats, 1000)).toEqual({ start: 0, end: 60_000 });
});

it("leaves out who only observed", () => {
  expect(sharesOf(stats).map((share) => share.id)).toEqual(["bo"]);
});
