import i18next from "i18next";
import { afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { channels, type Urgency } from "@/shared/a11y/announcer";
import { RoomClient } from "@/shared/rt/client";
import { ServerClock } from "@/shared/rt/clock";
import type { TransportEvents } from "@/shared/rt/transport";
import type { EventView } from "@/shared/rt/wire";
import { snapshot } from "@/test/meeting";
import { withTexts } from "@/test/texts";
import { follow } from "./follow";
import { type Moment, script } from "./golden-script";

const start = Date.UTC(2026, 10, 23, 9, 30, 0);

beforeAll(withTexts);
beforeEach(() => void vi.useFakeTimers({ now: start }));
afterEach(() => void vi.useRealTimers());

/** A client of Bo, whose server is this test. */
function bo() {
  let transport: TransportEvents | undefined;
  const client = new RoomClient({
    meetingId: "m1",
    role: "participant",
    open(given) {
      transport = given;
      return { send: () => undefined, close: () => undefined, reconnect: () => undefined };
    },
    freshToken: async () => "t",
    tokenRefused: () => undefined,
    newId: () => "c1",
    clock: new ServerClock(Date.now),
    schedule: (flush) => flush(),
  });
  const hear = (message: object) => transport?.received(JSON.stringify(message));
  const connect = () => {
    hear({ type: "welcome", server_time: new Date().toISOString(), heartbeat_ms: 600_000 });
    hear({ type: "ack", id: "c1", seq: 1, result: null });
  };
  connect();
  hear(snapshot(1));
  return { client, hear, connect, cut: () => transport?.closed(1006) };
}

/** Every text that stood in a live region, with the second at which it came. */
function listen(log: string[]) {
  for (const urgency of ["polite", "assertive"] as const satisfies Urgency[]) {
    const { text } = channels[urgency];
    text.subscribe(() => {
      if (!text.get()) return;
      const second = String(Math.floor((Date.now() - start) / 1000)).padStart(4);
      log.push(`${second}  ${urgency.padEnd(9)}  ${text.get()}`);
    });
  }
}

function play(moment: Moment, { hear, connect, cut }: ReturnType<typeof bo>, lastSeq: number): number {
  if (moment.happens === "cut") cut();
  else if (moment.happens === "back") connect();
  else {
    const at = new Date().toISOString();
    const events: EventView[] = moment.happens.map((event, index) => ({
      ...event,
      seq: lastSeq + index + 1,
      at,
    }));
    hear({ type: "events", meeting_id: "m1", events });
    return lastSeq + events.length;
  }
  return lastSeq;
}

/** What Bo hears of a whole meeting. After a wanted change: `npx vitest run golden -u`, and read the difference. */
it("says this of a meeting, and nothing else", async () => {
  const log: string[] = [];
  listen(log);
  const room = bo();
  const chimes: string[] = [];
  const stop = follow(room.client, {
    t: i18next.getFixedT(null, "room"),
    others: () => true,
    chime: (which) => void chimes.push(which),
    myTurn: () => void chimes.push("vibrates"),
  });
  let seq = 1;
  for (const moment of script) {
    await vi.advanceTimersByTimeAsync(start + moment.second * 1000 - Date.now());
    if (moment.note) log.push(`      -- ${moment.note}`);
    seq = play(moment, room, seq);
  }
  await vi.advanceTimersByTimeAsync(10_000);
  stop();
  room.client.close();
  log.push(`      -- heard: ${chimes.join(", ")}`);
  await expect(`${log.join("\n")}\n`).toMatchFileSnapshot("golden.txt");
});
