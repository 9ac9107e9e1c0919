import { act, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, describe, expect, it } from "vitest";
import { RoomClient } from "@/shared/rt/client";
import { RoomContext } from "@/shared/rt/hooks";
import type { TransportEvents } from "@/shared/rt/transport";
import type { ClientMessage, EventView, ServerMessage } from "@/shared/rt/wire";
import { asked, event, granted, liveMeeting, snapshot } from "@/test/meeting";
import { withTexts } from "@/test/texts";
import { FloorButton } from "./FloorButton";
import { useTokenLook } from "./useTokenLook";

beforeAll(withTexts);

function Subject() {
  return <FloorButton look={useTokenLook()} />;
}

function show(you: Partial<(ServerMessage & { type: "snapshot" })["you"]> = {}) {
  const sent: ClientMessage[] = [];
  let events: TransportEvents | undefined;
  let ids = 0;
  const client = new RoomClient({
    meetingId: "m1",
    role: "participant",
    open(given) {
      events = given;
      return {
        send: (text) => {
          const message: ClientMessage = JSON.parse(text);
          // The clock asks for the time whenever it likes.
          if (message.type !== "ping") sent.push(message);
        },
        close: () => undefined,
        reconnect: () => undefined,
      };
    },
    freshToken: async () => "t",
    tokenRefused: () => undefined,
    newId: () => `c${++ids}`,
    schedule: (flush) => flush(),
  });
  const hear = (message: object) => act(() => events?.received(JSON.stringify(message)));
  hear({ type: "welcome", server_time: new Date().toISOString(), heartbeat_ms: 20_000 });
  hear({ type: "ack", id: "c1", seq: 1, result: null });
  const first = snapshot(1);
  hear({ ...first, you: { ...first.you, ...you } });
  render(
    <RoomContext value={client}>
      <Subject />
    </RoomContext>,
  );
  return {
    sent,
    hear,
    happen: (event: EventView) => hear({ type: "events", meeting_id: "m1", events: [event] }),
  };
}

describe("the floor button", () => {
  it("goes from asking over waiting and speaking back to asking", async () => {
    const user = userEvent.setup();
    const { sent, hear, happen } = show();
    await user.click(screen.getByRole("button", { name: "Ask for the floor" }));
    expect(sent.at(-1)).toMatchObject({ type: "request_floor", kind: "contribution" });
    const pending = screen.getByRole("button", { name: "Asking…" });
    expect(pending).toHaveAttribute("aria-disabled", "true");
    const before = sent.length;
    await user.click(pending);
    expect(sent).toHaveLength(before);
    hear({ type: "ack", id: "c2", seq: 2, result: null });
    happen(asked(2, 1, "bo"));
    expect(screen.getByRole("button", { name: "Leave queue" })).toBeEnabled();
    happen(granted(3, 1, "bo"));
    await user.click(screen.getByRole("button", { name: "Release" }));
    expect(sent.at(-1)).toMatchObject({ type: "release_floor" });
  });

  it("lets who waits ask for another kind, and takes all back at once", async () => {
    const user = userEvent.setup();
    const { sent, happen } = show();
    happen(asked(2, 1, "bo"));
    expect(screen.getByRole("button", { name: "Ask with a kind or a note" })).toBeEnabled();
    happen(asked(3, 2, "bo", { kind: "point_of_order" }));
    expect(screen.queryByRole("button", { name: "Ask with a kind or a note" })).toBeNull();
    await user.click(screen.getByRole("button", { name: "Leave queue" }));
    expect(sent.at(-1)).toMatchObject({ type: "withdraw_request" });
    expect(sent.at(-1)).not.toHaveProperty("request_id");
  });

  it("offers to yield only when somebody else waits", async () => {
    const user = userEvent.setup();
    const { sent, happen } = show();
    happen(granted(2, null, "bo"));
    expect(screen.queryByRole("button", { name: "Yield" })).toBeNull();
    happen(asked(3, 1, "cy"));
    await user.click(screen.getByRole("button", { name: "Yield" }));
    expect(sent.at(-1)).toMatchObject({ type: "yield_floor" });
  });

  it("asks for a side where sides take turns", async () => {
    const user = userEvent.setup();
    const { sent, happen } = show();
    const { title, description, scheduled_start, settings } = liveMeeting();
    happen(
      event(2, {
        kind: "meeting_updated",
        payload: {
          title,
          description,
          scheduled_start,
          settings: { ...settings, queue_order: "alternate_stance" },
          queue_order: "alternate_stance",
        },
      }),
    );
    await user.click(screen.getByRole("button", { name: "Speak against it" }));
    expect(sent.at(-1)).toMatchObject({ type: "request_floor", kind: "contribution", stance: "contra" });
  });

  it("has nothing to ask for while my turn is interrupted", () => {
    const { happen } = show();
    happen(granted(2, null, "bo"));
    happen(
      event(3, {
        kind: "floor_suspended",
        payload: { grant_no: 1, participant_id: "bo", spoke_ms: 1000 },
      }),
    );
    expect(screen.queryByRole("button")).toBeNull();
  });

  it("is not there for an observer", () => {
    show({ role: "observer", rights: ["read"] });
    expect(screen.queryByRole("button")).toBeNull();
  });
});
