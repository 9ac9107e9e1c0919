import { describe, expect, it } from "vitest";
import { applyEvents, applySnapshot } from "@/shared/rt/apply";
import { emptyRoom } from "@/shared/rt/state";
import type { EventView } from "@/shared/rt/wire";
import { asked, event, granted, snapshot } from "@/test/meeting";
import { invitationOf } from "./invitation";

/** Bo is the one who looks. */
const pending = (...events: EventView[]) =>
  invitationOf(applyEvents(applySnapshot(emptyRoom, snapshot(1)), events).state)?.seq;

const invited = (seq: number, participant_id: string) =>
  event(seq, { kind: "invited_to_speak", payload: { participant_id } });
const withdrawn = event(4, {
  kind: "request_withdrawn",
  payload: { request_id: 1, participant_id: "bo", cause: "own" },
});

describe("an invitation to speak", () => {
  it("is for the one who is invited", () => {
    expect(pending(invited(2, "bo"))).toBe(2);
    expect(pending(invited(2, "cy"))).toBeUndefined();
  });

  it("is answered by asking, also when one thinks better of it, and by speaking", () => {
    expect(pending(invited(2, "bo"), asked(3, 1, "bo"))).toBeUndefined();
    expect(pending(invited(2, "bo"), asked(3, 1, "bo"), withdrawn)).toBeUndefined();
    expect(pending(invited(2, "bo"), granted(3, null, "bo"))).toBeUndefined();
    expect(pending(invited(2, "bo"), asked(3, 1, "cy"))).toBe(2);
  });

  it("can come again", () => {
    expect(pending(invited(2, "bo"), asked(3, 1, "bo"), withdrawn, invited(5, "bo"))).toBe(5);
  });
});
