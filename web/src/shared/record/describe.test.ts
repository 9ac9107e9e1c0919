import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, describe as group, it } from "vitest";
import { withTexts } from "@/test/texts";
import { askersOf, describe, type Names } from "./describe";

beforeAll(withTexts);

const people: Record<string, string> = { a: "Ada", b: "Bo" };
const names: Names = {
  person: (id) => people[id],
  phases: [],
  asker: (id) => (id === 1 ? "b" : undefined),
  item: (id) => (id === 1 ? "Minutes" : undefined),
};
const words = (kind: string, payload: unknown, actor: string | null = "a") =>
  describe({ seq: 1, at: "", actor, kind, payload }, names);

group("an event in words", () => {
  it.each([
    ["floor_requested", { participant_id: "b", kind: "contribution" }, "Bo asked for the floor: New point."],
    [
      "floor_released",
      { participant_id: "b", spoke_ms: 83_000, cause: "own" },
      "Bo released the floor after 1:23.",
    ],
    [
      "floor_revoked",
      { participant_id: "b", spoke_ms: 1000, cause: "facilitator", reason: "Time" },
      "Ada ended the turn of Bo after 0:01. Reason: Time",
    ],
    ["request_moved", { request_id: 1, position: 2 }, "Ada moved Bo to place 2."],
    ["request_moved", { request_id: 9, position: 2 }, "Ada moved a request to place 2."],
    [
      "floor_requested",
      { participant_id: "b", kind: "contribution", stance: "contra", requested_by: null },
      "Bo asked for the floor: New point, against it.",
    ],
    [
      "floor_requested",
      { participant_id: "b", kind: "direct_reply", stance: null, requested_by: "a" },
      "Ada asked for the floor on behalf of Bo: Direct reply.",
    ],
    [
      "floor_granted",
      { participant_id: "b", kind: "clarifying_question", interrupts: 3, resumes: null, granted_by: "a" },
      "Bo came in between: Question.",
    ],
    ["floor_granted", { participant_id: "b", kind: "contribution", resumes: 3 }, "Bo has the floor again."],
    ["floor_granted", { participant_id: "b", granted_by: null, stance: "pro" }, "Bo got the floor."],
    [
      "floor_suspended",
      { participant_id: "b", spoke_ms: 5000 },
      "Bo was interrupted after 0:05 and gets the floor back.",
    ],
    ["turn_extended", { by_ms: -30_000 }, "Ada made the turn 0:30 shorter."],
    ["queue_closed", { late: "nothing" }, "Ada closed the queue."],
    ["queue_closed", { late: "points_of_order" }, "Ada closed the queue but for points of order."],
    ["role_changed", { participant_id: "b", role: "observer" }, "Ada made Bo an observer."],
    ["agenda_item_added", { item_id: 1, item: { title: "Budget" } }, "Ada added “Budget” to the agenda."],
    ["agenda_item_entered", { item_id: 1 }, "The meeting went on to “Minutes”."],
    ["agenda_item_entered", { item_id: null }, "The meeting left the agenda."],
    ["group_assigned", { participant_id: "b", group: "north" }, "Ada put Bo into the group “north”."],
    ["participant_muted", { participant_id: "b" }, "Ada closed the microphone of Bo."],
    ["screen_allowed", { participant_id: "b", allowed: false }, "Bo may share a screen with the floor only."],
    ["participant_left", { participant_id: "zz" }, "somebody left."],
    ["brand_new", {}, "brand_new"],
    ["redacted", {}, "Something only facilitators see."],
  ])("%s", (kind, payload, text) => {
    expect(words(kind, payload)).toBe(text);
  });

  it("tells a phase that came by itself from one that somebody began", () => {
    const entered = { index: 0, direction: "advance" };
    expect(words("phase_entered", entered)).toContain("Ada moved on");
    expect(words("phase_entered", entered, null)).toContain("followed by itself");
  });

  it("has a sentence for every kind that the server knows", () => {
    const gen = readFileSync(join(import.meta.dirname, "../../gen/EventView.ts"), "utf8");
    const kinds = Array.from(gen.matchAll(/"kind": "(\w+)"/g), ([, kind]) => kind ?? "");
    expect(kinds.length).toBeGreaterThan(30);
    const variants = [
      {},
      ...["own", "facilitator", "overtime", "disconnected"].map((cause) => ({ cause })),
      { direction: "advance" },
      { by_ms: 1 },
      { ready: true },
      { allowed: true },
      { role: "observer" },
      { rejoin: "allowed" },
    ];
    const silent = kinds.filter((kind) => variants.every((payload) => words(kind, payload) === kind));
    expect(silent).toEqual([]);
  });

  it("keeps a name from turning the sentence around", () => {
    people.c = "ليلى";
    expect(words("participant_left", { participant_id: "c" })).toBe("\u2068ليلى\u2069 left.");
  });
});

it("knows who asked for what", () => {
  const events = [
    { seq: 1, at: "", actor: "b", kind: "floor_requested", payload: { request_id: 4, participant_id: "b" } },
  ];
  expect(askersOf(events).get(4)).toBe("b");
});
