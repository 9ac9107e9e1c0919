import { describe, expect, it } from "vitest";
import { applyEvents, applySnapshot } from "@/shared/rt/apply";
import { emptyRoom, type RoomState } from "@/shared/rt/state";
import { asked, event, granted, liveMeeting, snapshot } from "@/test/meeting";
import { alertsOf, severityOf } from "./alerts";
import { ranked, steady } from "./order";
import { lastSpoken, type PastEvent, queueTrace } from "./past";

const start = applySnapshot(emptyRoom, snapshot(1));
const withEvents = (...events: Parameters<typeof applyEvents>[1]) => applyEvents(start, events).state;
const second = (value: number) => Date.UTC(2026, 10, 23, 9, 30, value);
const kinds = (room: RoomState, spokeAt: number | null, at: number) =>
  alertsOf(room, spokeAt, second(at)).map((alert) => alert.kind);

describe("alerts", () => {
  it("are none in a meeting that runs well, nor in one that does not run", () => {
    expect(kinds(withEvents(granted(2, null, "bo")), null, 30)).toEqual([]);
    const closed = applySnapshot(emptyRoom, snapshot(1, liveMeeting({ status: "closed" })));
    expect(kinds(closed, null, 9000)).toEqual([]);
  });

  it("tell that a turn is over its time, but not while its clock stands", () => {
    const turn = withEvents(granted(2, null, "bo"));
    expect(alertsOf(turn, null, second(123))).toMatchObject([{ kind: "overtime", severity: 3, forMs: 1000 }]);
    const paused = withEvents(
      granted(2, null, "bo"),
      event(3, {
        kind: "turn_paused",
        payload: { grant_no: 1, cause: "facilitator", spoke_ms: 1000, hold_until: null },
      }),
    );
    expect(kinds(paused, null, 130)).toEqual([]);
  });

  it("tell of silence after a minute, more so while people wait", () => {
    expect(kinds(start, second(0), 59)).toEqual([]);
    expect(kinds(start, second(0), 60)).toEqual(["idle"]);
    const waiting = withEvents(asked(2, 1, "bo"));
    expect(alertsOf(waiting, second(10), second(75))).toMatchObject([
      { kind: "silence", severity: 2, count: 1, forMs: 65_000 },
    ]);
  });

  it("count silence from the start while nobody has spoken", () => {
    expect(kinds(start, null, 61)).toEqual(["idle"]);
  });

  it("tell that no facilitator is connected", () => {
    expect(kinds({ ...start, online: new Set(["bo"]) }, null, 10)).toEqual(["facilitator"]);
  });

  it("tell that the timebox is over, the gravest first", () => {
    const late = { ...withEvents(asked(2, 1, "bo")), online: new Set<string>() };
    expect(kinds(late, null, 901)).toEqual(["facilitator", "silence", "timebox"]);
  });

  it("weigh one grave alert more than many small ones", () => {
    const grave = severityOf([{ kind: "overtime", severity: 3 }]);
    const small = severityOf([
      { kind: "silence", severity: 2 },
      { kind: "timebox", severity: 2 },
      { kind: "idle", severity: 1 },
    ]);
    expect(grave).toBeGreaterThan(small);
    expect(small).toBeGreaterThan(severityOf([{ kind: "silence", severity: 2 }]));
    expect(severityOf([])).toBe(0);
  });
});

describe("the order of the cards", () => {
  it("is by need, then by name", () => {
    const order = ranked([
      { id: "1", title: "Beta", severity: 0 },
      { id: "2", title: "Alpha", severity: 0 },
      { id: "3", title: "Zeta", severity: 31 },
    ]);
    expect(order).toEqual(["3", "2", "1"]);
  });

  it("stands still while somebody points at it", () => {
    expect(steady(["a", "b", "c"], ["c", "a", "b"], true)).toEqual(["a", "b", "c"]);
    expect(steady(["a", "b", "c"], ["c", "a", "b"], false)).toEqual(["c", "a", "b"]);
  });

  it("still takes in what is new, at the end, and lets go what is over", () => {
    expect(steady(["a", "b"], ["new", "b"], true)).toEqual(["b", "new"]);
  });
});

describe("the past of a queue", () => {
  const past = (at: number, kind: string, payload: object): PastEvent => ({
    seq: at,
    at: new Date(second(at)).toISOString(),
    kind,
    payload,
  });
  const events = [
    past(10, "floor_requested", { request_id: 1 }),
    past(20, "floor_requested", { request_id: 2 }),
    past(30, "floor_granted", { request_id: 1, resumes: null }),
    past(35, "floor_released", {}),
    past(36, "floor_granted", { request_id: 1, resumes: 1 }),
  ];

  it("is counted back from what it is now", () => {
    expect(queueTrace(1, events, second(40), 40_000, 5)).toEqual([0, 1, 2, 1, 1]);
  });

  it("is level while nothing is known", () => {
    expect(queueTrace(3, [], second(40), 40_000, 3)).toEqual([3, 3, 3]);
  });

  it("knows when a turn ended last", () => {
    expect(lastSpoken(events)).toBe(second(35));
    expect(lastSpoken([])).toBeNull();
  });
});
