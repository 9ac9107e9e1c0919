import { describe, expect, it } from "vitest";
import { asked, event, granted, liveMeeting, ordered } from "@/test/meeting";
import { reduce } from "./reduce";
import type { EventView, MeetingView } from "./wire";

const replayed = (...events: EventView[]): MeetingView => events.reduce(reduce, liveMeeting());
const person = (meeting: MeetingView, id: string) =>
  meeting.participants.find((each) => each.participant_id === id);
const order = (meeting: MeetingView) =>
  meeting.floor.queue.map((request) => [request.position, request.participant_id]);

describe("the floor", () => {
  it("queues who asks, with name, time and place", () => {
    const { queue } = replayed(asked(2, 1, "bo"), asked(3, 2, "cy")).floor;
    expect(queue).toMatchObject([
      { position: 1, display_name: "Bo", requested_at: "2026-11-23T09:30:02.000Z" },
      { position: 2, display_name: "Cy" },
    ]);
  });

  it("moves everyone up when a request is withdrawn or denied", () => {
    const queue = [asked(2, 1, "ada"), asked(3, 2, "bo"), asked(4, 3, "cy")];
    const gone = { request_id: 1, participant_id: "ada" };
    const withdrawn = replayed(
      ...queue,
      event(5, { kind: "request_withdrawn", payload: { ...gone, cause: "own" } }),
    );
    const denied = replayed(
      ...queue,
      event(5, { kind: "request_denied", payload: { ...gone, reason: null } }),
    );
    expect(order(withdrawn)).toEqual([
      [1, "bo"],
      [2, "cy"],
    ]);
    expect(denied.floor).toEqual(withdrawn.floor);
  });

  it("takes the order and its reasons from the server, and never sorts by itself", () => {
    const queue = [asked(2, 1, "ada"), asked(3, 2, "bo"), asked(4, 3, "cy")];
    const moved = event(5, { kind: "request_moved", payload: { request_id: 3, position: 1 } });
    expect(order(replayed(...queue, moved))).toEqual(order(replayed(...queue)));
    const told = ordered(
      moved,
      { request_id: 3, rule: "placed", by_kind: false },
      { request_id: 1, rule: "least_time", spoke_ms: 5, median_ms: 7, by_kind: false },
      { request_id: 2, rule: "asked", by_kind: true },
    );
    const { queue: after } = replayed(...queue, told).floor;
    expect(after.map((request) => [request.position, request.participant_id])).toEqual([
      [1, "cy"],
      [2, "ada"],
      [3, "bo"],
    ]);
    expect(after[1]?.explanation).toEqual({
      rule: "least_time",
      spoke_ms: 5,
      median_ms: 7,
      by_kind: false,
    });
  });

  it("gives the floor from the queue and outside of it", () => {
    const fromQueue = replayed(asked(2, 1, "bo"), asked(3, 2, "cy"), granted(4, 1, "bo")).floor;
    expect(fromQueue.holder).toMatchObject({
      display_name: "Bo",
      granted_at: "2026-11-23T09:30:04.000Z",
      warned: false,
    });
    expect(fromQueue.queue).toMatchObject([{ request_id: 2, position: 1 }]);
    expect(replayed(granted(2, null, "cy")).floor.holder).toMatchObject({
      request_id: null,
      display_name: "Cy",
    });
  });

  it("marks a turn as warned and as over, but only the turn it is about", () => {
    const mark = (grant_no: number) => [
      event(3, { kind: "turn_warned", payload: { grant_no } }),
      event(4, { kind: "turn_overran", payload: { grant_no } }),
    ];
    expect(replayed(granted(2, null, "bo"), ...mark(1)).floor.holder).toMatchObject({
      warned: true,
      overran: true,
    });
    expect(replayed(granted(2, null, "bo"), ...mark(7)).floor.holder).toMatchObject({
      warned: false,
      overran: false,
    });
  });

  it("counts the time of a turn that is released or revoked", () => {
    const turn = { grant_no: 1, participant_id: "bo", spoke_ms: 4000 };
    const released = replayed(
      granted(2, null, "bo"),
      event(3, { kind: "floor_released", payload: { ...turn, cause: "own" } }),
    );
    const revoked = replayed(
      granted(2, null, "bo"),
      event(3, { kind: "floor_revoked", payload: { ...turn, cause: "overtime", reason: null } }),
    );
    expect(released.floor.holder).toBeNull();
    expect(person(released, "bo")).toMatchObject({ spoke_ms: 4000, turns: 1 });
    expect(revoked).toEqual(released);
  });

  it("puts a turn aside for a question and takes it up with what is left", () => {
    const turn = { participant_id: "bo", spoke_ms: 20_000 };
    const aside = replayed(
      asked(2, 1, "bo", { note: "Trains" }),
      granted(3, 1, "bo"),
      event(4, { kind: "floor_suspended", payload: { grant_no: 1, ...turn } }),
      granted(5, null, "cy", { grant_no: 2, kind: "clarifying_question", interrupts: 1 }),
    );
    expect(aside.floor.suspended).toMatchObject([{ grant_no: 1, remaining_ms: 100_000, note: "Trains" }]);
    expect(person(aside, "bo")).toMatchObject({ spoke_ms: 20_000, turns: 0 });
    const on = [
      event(6, {
        kind: "floor_released",
        payload: { grant_no: 2, participant_id: "cy", spoke_ms: 1000, cause: "own" },
      }),
      granted(7, 1, "bo", { grant_no: 3, resumes: 1, limit_ms: 100_000 }),
    ].reduce(reduce, aside);
    expect(on.floor).toMatchObject({
      suspended: [],
      holder: { note: "Trains", limit_ms: 100_000, resumes: 1 },
    });
  });

  it("stops a turn's clock and lets it go on", () => {
    const paused = replayed(
      granted(2, null, "bo"),
      event(4, {
        kind: "turn_paused",
        payload: { grant_no: 1, cause: "disconnected", spoke_ms: 2000, hold_until: null },
      }),
    );
    expect(paused.floor.holder?.pause).toMatchObject({ cause: "disconnected" });
    const ends_at = "2026-11-23T09:32:05.000Z";
    const on = reduce(
      paused,
      event(7, { kind: "turn_resumed", payload: { grant_no: 1, warn_at: null, ends_at } }),
    );
    expect(on.floor.holder).toMatchObject({ pause: null, paused_ms: 3000, ends_at });
  });

  it("opens and closes the queue", () => {
    const closed = replayed(event(2, { kind: "queue_closed", payload: { late: "nothing" } }));
    expect(closed.floor).toMatchObject({ open: false, admission: "closed" });
    expect(reduce(closed, event(3, { kind: "queue_opened", payload: {} })).floor.open).toBe(true);
  });
});

describe("people", () => {
  const joined = { participant_id: "di", display_name: "Di", role: "observer" as const, guest: false };

  it("appends who joins and brings back who left, with the new name and role", () => {
    const meeting = replayed(event(2, { kind: "participant_joined", payload: joined }));
    expect(meeting.participants.at(-1)).toMatchObject({
      display_name: "Di",
      role: "observer",
      joined_at: "2026-11-23T09:30:02.000Z",
    });
    const back = [
      event(3, { kind: "participant_left", payload: { participant_id: "di" } }),
      event(4, {
        kind: "participant_joined",
        payload: { ...joined, display_name: "Dia", role: "participant" },
      }),
    ].reduce(reduce, meeting);
    expect(back.participants).toHaveLength(4);
    expect(person(back, "di")).toMatchObject({ display_name: "Dia", standing: "present", left_at: null });
  });

  it.each([
    [event(2, { kind: "participant_left", payload: { participant_id: "bo" } }), "left"],
    [
      event(2, {
        kind: "participant_removed",
        payload: { participant_id: "bo", reason: null, rejoin: "allowed" },
      }),
      "removed",
    ],
    [
      event(2, {
        kind: "participant_removed",
        payload: { participant_id: "bo", reason: null, rejoin: "banned" },
      }),
      "banned",
    ],
  ] as const)("notes how and when somebody went: %#", (gone, standing) => {
    expect(person(replayed(gone), "bo")).toMatchObject({ standing, left_at: "2026-11-23T09:30:02.000Z" });
  });
});

describe("the meeting", () => {
  it("begins with its creator as a present facilitator", () => {
    const { title, description, template, phases, settings, scheduled_start } = liveMeeting();
    const created = replayed(
      event(1, {
        kind: "meeting_created",
        payload: {
          meeting_id: "m2",
          title,
          description,
          template,
          phases,
          settings,
          scheduled_start,
          created_by: { participant_id: "ada", display_name: "Ada" },
          agenda: [{ title: "Minutes", links: [] }],
        },
      }),
    );
    expect(created).toMatchObject({ id: "m2", status: "scheduled", created_by: "ada", phase: null });
    expect(created.agenda.items).toMatchObject([{ item_id: 1, title: "Minutes", planned_ms: null }]);
    expect(created.participants).toMatchObject([
      { display_name: "Ada", role: "facilitator", standing: "present" },
    ]);
  });

  it("is updated, started, moved on and closed", () => {
    const { settings } = liveMeeting();
    const update = {
      title: "New",
      description: "d",
      scheduled_start: null,
      settings: { ...settings, queue_limit: 3 },
    };
    const payload = { ...update, queue_order: null };
    expect(replayed(event(2, { kind: "meeting_updated", payload }))).toMatchObject(update);
    expect(replayed(event(2, { kind: "meeting_started", payload: {} }))).toMatchObject({
      status: "live",
      started_at: "2026-11-23T09:30:02.000Z",
    });
    const entered = event(2, {
      kind: "phase_entered",
      payload: { index: 1, ends_at: null, direction: "advance" },
    });
    expect(replayed(entered).phase).toEqual({
      index: 1,
      started_at: "2026-11-23T09:30:02.000Z",
      ends_at: null,
    });
    const closed = replayed(asked(2, 1, "bo"), event(3, { kind: "meeting_closed", payload: {} }));
    expect(closed).toMatchObject({ status: "closed", phase: null, floor: { queue: [] } });
  });

  it("is not changed by a refused attempt, a redacted event or a kind it does not know", () => {
    const refused = event(2, {
      kind: "command_refused",
      payload: { command: "grant_floor", code: "not_permitted" },
    });
    expect(replayed(refused)).toEqual(liveMeeting());
    for (const kind of ["redacted", "something_new"]) {
      const odd = { seq: 2, at: "", actor: null, kind, payload: {} } as unknown as EventView;
      expect(replayed(odd)).toEqual(liveMeeting());
    }
  });
});
