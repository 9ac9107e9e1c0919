import type { EventView, Place } from "@/shared/rt/wire";
import { asked, event, granted, type Payload } from "@/test/meeting";

export interface Moment {
  second: number;
  note?: string;
  happens: readonly EventView[] | "cut" | "back";
}

const time = (second: number) => new Date(Date.UTC(2026, 10, 23, 9, 30, second)).toISOString();
const placed = (...ids: number[]): Place[] =>
  ids.map((request_id) => ({ request_id, rule: "asked", by_kind: false }));

/** A turn that begins at `second` and may last for so many seconds. */
const turn = (second: number, lasts: number, id: number | null, who: string, more: object = {}) =>
  granted(0, id, who, {
    limit_ms: lasts * 1000,
    ends_at: time(second + lasts),
    warn_at: null,
    ...more,
  });
const released = (
  grant_no: number,
  participant_id: string,
  cause: Payload<"floor_released">["cause"] = "own",
) => event(0, { kind: "floor_released", payload: { grant_no, participant_id, spoke_ms: 1000, cause } }, null);

/** A meeting in which everything happens that Bo should hear of, and much that Bo should not. */
export const script: readonly Moment[] = [
  { second: 1, note: "Cy and Ada ask, then Bo", happens: [asked(0, 1, "cy"), asked(0, 2, "ada")] },
  { second: 2, happens: [asked(0, 3, "bo")] },
  { second: 10, note: "Cy speaks", happens: [turn(10, 120, 1, "cy", { grant_no: 1 })] },
  {
    second: 12,
    note: "Bo is moved to the head",
    happens: [
      {
        ...event(0, { kind: "request_moved", payload: { request_id: 3, position: 1 } }),
        queue: placed(3, 2),
      },
    ],
  },
  {
    second: 20,
    note: "others come and go: nothing is said",
    happens: [
      event(0, {
        kind: "request_withdrawn",
        payload: { request_id: 2, participant_id: "ada", cause: "left" },
      }),
      event(0, { kind: "participant_left", payload: { participant_id: "ada" } }),
    ],
  },
  {
    second: 30,
    note: "Cy is done, Bo speaks for two minutes",
    happens: [released(1, "cy"), turn(30, 120, 3, "bo", { grant_no: 2 })],
  },
  {
    second: 50,
    note: "Cy asks a question in between",
    happens: [
      event(0, { kind: "floor_suspended", payload: { grant_no: 2, participant_id: "bo", spoke_ms: 20_000 } }),
      turn(50, 60, null, "cy", { grant_no: 3, kind: "clarifying_question", interrupts: 2 }),
    ],
  },
  {
    second: 60,
    note: "Bo goes on with 1:40",
    happens: [released(3, "cy"), turn(60, 100, 3, "bo", { grant_no: 4, resumes: 2 })],
  },
  {
    second: 70,
    note: "Bo is paused for ten seconds",
    happens: [
      event(0, {
        kind: "turn_paused",
        payload: { grant_no: 4, cause: "facilitator", spoke_ms: 10_000, hold_until: null },
      }),
    ],
  },
  {
    second: 80,
    happens: [
      event(0, { kind: "turn_resumed", payload: { grant_no: 4, warn_at: null, ends_at: time(170) } }),
    ],
  },
  {
    second: 90,
    note: "half a minute more",
    happens: [
      event(0, {
        kind: "turn_extended",
        payload: { grant_no: 4, by_ms: 30_000, limit_ms: 130_000, warn_at: null, ends_at: time(200) },
      }),
    ],
  },
  {
    second: 210,
    note: "Bo is over time and is stopped",
    happens: [
      event(0, {
        kind: "floor_revoked",
        payload: {
          grant_no: 4,
          participant_id: "bo",
          spoke_ms: 140_000,
          cause: "facilitator",
          reason: "Let us hear others",
        },
      }),
    ],
  },
  {
    second: 220,
    note: "the next phase, the first item of the agenda",
    happens: [
      event(0, {
        kind: "agenda_item_added",
        payload: { item_id: 1, item: { title: "Budget", links: [] }, position: 1 },
      }),
      event(0, { kind: "agenda_item_entered", payload: { item_id: 1 } }),
      event(0, {
        kind: "phase_entered",
        payload: { index: 1, ends_at: time(520), direction: "advance" },
      }),
    ],
  },
  {
    second: 230,
    note: "Bo is invited, asks, is moved often, and gets the last word",
    happens: [event(0, { kind: "invited_to_speak", payload: { participant_id: "bo" } })],
  },
  { second: 235, happens: [asked(0, 4, "cy"), asked(0, 5, "bo")] },
  { second: 235.2, happens: [{ ...asked(0, 6, "di"), queue: placed(4, 6, 5) }] },
  {
    second: 235.4,
    happens: [{ ...event(0, { kind: "lots_drawn", payload: { seed: 1 } }), queue: placed(6, 5, 4) }],
  },
  {
    second: 245,
    happens: [
      {
        ...event(0, { kind: "last_word_given", payload: { request_id: 5, participant_id: "bo" } }),
        queue: placed(6, 4, 5),
      },
    ],
  },
  { second: 260, note: "the connection is lost, and comes back", happens: "cut" },
  { second: 270, happens: "back" },
  {
    second: 280,
    note: "Bo's request is declined, the floor is given by mistake and taken back",
    happens: [
      event(0, {
        kind: "request_denied",
        payload: { request_id: 5, participant_id: "bo", reason: "Was said before" },
      }),
    ],
  },
  { second: 290, happens: [turn(290, 60, null, "bo", { grant_no: 5, granted_by: "ada" })] },
  {
    second: 295,
    happens: [
      event(0, {
        kind: "grant_undone",
        payload: { grant_no: 5, participant_id: "bo", spoke_ms: 5000, request_id: null },
      }),
    ],
  },
  {
    second: 300,
    note: "Bo observes from now on; the phase nears its end; the meeting is closed",
    happens: [event(0, { kind: "role_changed", payload: { participant_id: "bo", role: "observer" } })],
  },
  { second: 480, happens: [event(0, { kind: "meeting_closed", payload: {} })] },
];
