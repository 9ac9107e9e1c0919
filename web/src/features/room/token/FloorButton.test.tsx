import { act, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, describe, expect, it } from "vitest";
import { RoomClient } from "@/shared/rt/client";
import { RoomContext } from "@/shared/rt/hooks";
import type { TransportEvents } from "@/shared/rt/transport";
import type { ClientMessage, EventView, ServerMessage } from "@/shared/rt/wire";
import { asked, granted, snapshot } from "@/test/meeting";
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

  it("is not there for an observer", () => {
    show({ role: "observer", rights: ["read"] });
    expect(screen.queryByRole("button")).toBeNull();
  });
});
