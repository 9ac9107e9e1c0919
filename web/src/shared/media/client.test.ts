import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { MediaListener } from "@/shared/rt/client";
import type { MediaMessage, MediaRequest } from "@/shared/rt/wire";
import { MediaClient } from "./client";

/** The browser's side of a connection: happy-dom has none. */
class FakeConnection {
  connectionState: RTCPeerConnectionState = "new";
  localDescription: { sdp: string } | null = null;
  onconnectionstatechange: (() => void) | null = null;
  closed = false;
  transceivers = new Map<string, ReturnType<typeof transceiver>>();
  remote: string[] = [];
  fails = false;

  async setRemoteDescription({ sdp }: { sdp: string }) {
    if (this.fails) throw new Error("no such codec");
    this.remote.push(sdp);
    for (const mid of sdp.split(" ")) {
      if (!this.transceivers.has(mid)) this.transceivers.set(mid, transceiver(mid));
    }
  }
  async createAnswer() {
    return { sdp: `answer to ${this.remote.at(-1)}` };
  }
  async setLocalDescription(description: { sdp: string }) {
    this.localDescription = description;
  }
  getTransceivers() {
    return [...this.transceivers.values()];
  }
  async getStats() {
    return new Map();
  }
  close() {
    this.closed = true;
  }
  become(state: RTCPeerConnectionState) {
    this.connectionState = state;
    this.onconnectionstatechange?.();
  }
}

function transceiver(mid: string) {
  const encodings: RTCRtpEncodingParameters[] = mid === "1" ? [{}, {}, {}] : [{}];
  return {
    mid,
    direction: "recvonly",
    sender: {
      track: null as unknown,
      encodings,
      async replaceTrack(track: unknown) {
        this.track = track;
      },
      getParameters: () => ({ encodings }),
      setParameters: vi.fn(async () => undefined),
    },
    receiver: { track: { id: `from ${mid}` }, getContributingSources: () => [] },
  };
}

const mids = { mic: "0", cam: "1", screen: "2", floor: "3" };
const bo = { mid: "5", kind: "video" as const, participant_id: "bo" };

function start() {
  const said: MediaRequest[] = [];
  const connections: FakeConnection[] = [];
  let listener: MediaListener | undefined;
  const client = new MediaClient(
    {
      listen(media) {
        listener = media;
        return () => undefined;
      },
      sayMedia: (request) => `c${said.push(request)}`,
    },
    () => {
      const connection = new FakeConnection();
      connections.push(connection);
      return connection as unknown as RTCPeerConnection;
    },
  );
  const hear = async (message: Omit<MediaMessage, "meeting_id">) => {
    listener?.heard({ meeting_id: "m1", ...message } as MediaMessage);
    await vi.advanceTimersByTimeAsync(0);
  };
  return {
    client,
    said,
    connections,
    hear,
    media: () => listener as MediaListener,
    types: () => said.map((request) => request.type),
    last: () => connections.at(-1) as FakeConnection,
    offer: (rev: number, fresh: boolean, more: object = {}) =>
      hear({
        type: "media_offer",
        rev,
        fresh,
        sdp: "0 1 2 3 4 5",
        mids,
        slots: [bo],
        ice_servers: [],
        ...more,
      } as never),
    async connect() {
      this.media().up();
      await this.offer(1, true);
      this.last().become("connected");
    },
  };
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("MediaStream", class {});
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("coming in", () => {
  it("joins, answers the offer by its number, and opens the lines even with nothing to send", async () => {
    const media = start();
    media.media().up();
    expect(media.types()).toEqual(["media_join"]);
    await media.offer(7, true);
    expect(media.said[1]).toEqual({ type: "media_answer", rev: 7, sdp: "answer to 0 1 2 3 4 5" });
    const { transceivers } = media.last();
    for (const mid of ["0", "1", "2"]) expect(transceivers.get(mid)?.direction).toBe("sendonly");
    expect(transceivers.get("5")?.direction).toBe("recvonly");
    expect(transceivers.get("1")?.sender.encodings.map((each) => each.scaleResolutionDownBy)).toEqual([
      4, 2, 1,
    ]);
    expect(media.client.view.get().phase).toBe("connecting");
    media.last().become("connected");
    expect(media.client.view.get()).toMatchObject({ phase: "on", sends: true, slots: [bo] });
  });

  it("sends what was there before, and changes it without a word to the server", async () => {
    const media = start();
    const track = { id: "cam" } as MediaStreamTrack;
    media.client.send("cam", track);
    await media.connect();
    const sender = media.last().transceivers.get("1")?.sender;
    expect(sender?.track).toBe(track);
    const before = media.said.length;
    media.client.send("cam", null);
    expect(sender?.track).toBeNull();
    expect(media.said.length).toBe(before);
  });

  it("keeps streams over later offers, and shows who is on which line", async () => {
    const media = start();
    await media.connect();
    const [slot] = media.client.view.get().slots;
    await media.offer(2, false, { sdp: "0 1 2 3 4 5 6" });
    expect(media.connections).toHaveLength(1);
    expect(media.client.view.get().slots[0]?.stream).toBe(slot?.stream);
    await media.hear({ type: "media_slots", slots: [{ ...bo, participant_id: "cy" }] } as never);
    expect(media.client.view.get().slots[0]).toMatchObject({ participant_id: "cy", stream: slot?.stream });
  });

  it("is an observer where there is nothing to send on", async () => {
    const media = start();
    media.media().up();
    await media.offer(1, true, { mids: { mic: null, cam: null, screen: null, floor: "3" } });
    expect(media.client.view.get().sends).toBe(false);
  });
});

describe("what is wanted", () => {
  it("is said once it can be, once, and again on a fresh connection", async () => {
    const media = start();
    const wanted = [{ participant_id: "bo", layer: 1 }];
    media.client.want(wanted);
    await media.connect();
    media.client.want([...wanted]);
    expect(media.said.filter((each) => each.type === "media_want")).toEqual([
      { type: "media_want", slots: wanted },
    ]);
    media.client.want([]);
    expect(media.said.at(-1)).toEqual({ type: "media_want", slots: [] });
    await media.offer(1, true);
    expect(media.said.at(-1)).toEqual({ type: "media_want", slots: [] });
  });
});

describe("coming back", () => {
  it("asks for a restart when the connection fails, and later each time", async () => {
    const media = start();
    await media.connect();
    media.last().become("failed");
    expect(media.client.view.get().phase).toBe("recovering");
    await vi.advanceTimersByTimeAsync(700);
    expect(media.types().at(-1)).toBe("media_restart");
    const first = media.last();
    await media.offer(1, true);
    expect(first.closed).toBe(true);
    media.last().become("failed");
    await vi.advanceTimersByTimeAsync(700);
    expect(media.types().filter((type) => type === "media_restart")).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(700);
    expect(media.types().filter((type) => type === "media_restart")).toHaveLength(2);
    await media.offer(2, true);
    media.last().become("failed");
    await vi.advanceTimersByTimeAsync(3000);
    expect(media.types().at(-1)).toBe("media_join");
  });

  it("waits three seconds for one that stutters", async () => {
    const media = start();
    await media.connect();
    media.last().become("disconnected");
    await vi.advanceTimersByTimeAsync(2000);
    media.last().become("connected");
    await vi.advanceTimersByTimeAsync(5000);
    expect(media.types()).not.toContain("media_restart");
    media.last().become("disconnected");
    await vi.advanceTimersByTimeAsync(4000);
    expect(media.types().at(-1)).toBe("media_restart");
  });

  it("joins again after the socket was lost, on a connection of its own", async () => {
    const media = start();
    await media.connect();
    media.media().down();
    expect(media.last().closed).toBe(true);
    expect(media.client.view.get().phase).toBe("recovering");
    media.media().up();
    expect(media.types().at(-1)).toBe("media_join");
    await media.offer(1, true);
    media.last().become("connected");
    expect(media.connections).toHaveLength(2);
    expect(media.client.view.get().phase).toBe("on");
  });

  it("tries again when no offer comes, or it cannot be answered", async () => {
    const media = start();
    media.media().up();
    await vi.advanceTimersByTimeAsync(16_000);
    expect(media.types()).toEqual(["media_join", "media_join"]);
    await media.offer(1, true);
    media.last().fails = true;
    await media.offer(2, false);
    await vi.advanceTimersByTimeAsync(2000);
    expect(media.types().at(-1)).toBe("media_restart");
  });
});

describe("what the server says is wrong", () => {
  const error = (code: string, ended = true) => ({ type: "media_error", code, ended }) as never;

  it.each([
    ["media_off", "off"],
    ["media_replaced", "replaced"],
    ["meeting_closed", "over"],
  ])("%s ends it", async (code, phase) => {
    const media = start();
    await media.connect();
    const count = media.said.length;
    await media.hear(error(code));
    expect(media.client.view.get().phase).toBe(phase);
    expect(media.last().closed).toBe(true);
    media.media().down();
    media.media().up();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(media.said.length).toBe(count);
  });

  it.each(["media_answer_invalid", "media_answer_late", "media_failed"])(
    "%s: joins again, a little later",
    async (code) => {
      const media = start();
      await media.connect();
      await media.hear(error(code));
      expect(media.types().at(-1)).not.toBe("media_join");
      await vi.advanceTimersByTimeAsync(700);
      expect(media.types().at(-1)).toBe("media_join");
    },
  );

  it("a changed role joins at once, and a stale answer is nothing", async () => {
    const media = start();
    await media.connect();
    const count = media.said.length;
    await media.hear(error("media_answer_stale", false));
    expect(media.said.length).toBe(count);
    await media.hear(error("media_role_changed"));
    expect(media.types().at(-1)).toBe("media_join");
  });

  it("a refused join is the same, and one before the meeting is followed waits for it", async () => {
    const off = start();
    off.media().up();
    off.media().refused("c1", "media_off");
    expect(off.client.view.get().phase).toBe("off");
    const early = start();
    early.media().up();
    early.media().refused("c1", "not_following");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(early.types()).toEqual(["media_join"]);
  });

  it("lets one take over from another page", async () => {
    const media = start();
    await media.connect();
    await media.hear(error("media_replaced"));
    media.client.takeOver();
    expect(media.types().at(-1)).toBe("media_join");
  });
});

it("says good-bye", async () => {
  const media = start();
  await media.connect();
  media.client.close();
  expect(media.types().at(-1)).toBe("media_leave");
  expect(media.last().closed).toBe(true);
});
