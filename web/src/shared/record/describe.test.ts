import { beforeAll, expect, describe as group, it } from "vitest";
import { withTexts } from "@/test/texts";
import { askersOf, describe, type Names } from "./describe";

beforeAll(withTexts);

const people: Record<string, string> = { a: "Ada", b: "Bo" };
const names: Names = { person: (id) => people[id], phases: [], asker: (id) => (id === 1 ? "b" : undefined) };
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
    ["participant_left", { participant_id: "zz" }, "somebody left."],
    ["brand_new", {}, "brand_new"],
    ["redacted", {}, "Something only facilitators see."],
  ])("%s", (kind, payload, text) => {
    expect(words(kind, payload)).toBe(text);
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
