import { describe, expect, it } from "vitest";
import { applySnapshot } from "@/shared/rt/apply";
import { reduce } from "@/shared/rt/reduce";
import { emptyRoom } from "@/shared/rt/state";
import { event, granted, liveMeeting, rules, snapshot } from "@/test/meeting";
import { browserOf, troubleOf } from "./devices";
import { gateOf, heardBy, mayShare, micState } from "./heard";
import { loudness } from "./levels";
import { movement, qualityBetween, type Sample, sampleOf, steadyQuality } from "./quality";
import { sourceWatch } from "./sources";

const stateOf = (meeting = liveMeeting()) => applySnapshot(emptyRoom, snapshot(1, meeting));
const [ideation, ...rest] = liveMeeting().phases;
const open = liveMeeting({
  phases: ideation ? [{ ...ideation, rules: rules({ open_microphones: 2 }) }, ...rest] : [],
});
const muted = (meeting = open) =>
  reduce(meeting, event(2, { kind: "participant_muted", payload: { participant_id: "bo" } }));
const on = { on: true, opening: false, track: {} as MediaStreamTrack, trouble: null };
const always = { byKey: false, pressed: false };

describe("whether I am heard", () => {
  it("is when I hold the floor and the turn's clock runs", () => {
    expect(gateOf(stateOf())).toBe("waiting");
    const mine = reduce(liveMeeting(), granted(2, null, "bo"));
    expect(gateOf(stateOf(mine))).toBe("open");
    const paused = reduce(
      mine,
      event(3, {
        kind: "turn_paused",
        payload: { grant_no: 1, cause: "facilitator", spoke_ms: 1, hold_until: null },
      }),
    );
    expect(gateOf(stateOf(paused))).toBe("paused");
    expect(gateOf(stateOf(reduce(liveMeeting(), granted(2, null, "cy"))))).toBe("waiting");
  });

  it("is where everyone may speak, unless a facilitator has closed my microphone", () => {
    expect(gateOf(stateOf(open))).toBe("open");
    expect(gateOf(stateOf(muted()))).toBe("muted");
    const again = reduce(
      muted(),
      event(3, { kind: "participant_unmuted", payload: { participant_id: "bo" } }),
    );
    expect(gateOf(stateOf(again))).toBe("open");
  });

  it("is said in one word", () => {
    expect(micState({ ...on, on: false, track: null }, "open", always)).toBe("off");
    expect(micState(on, "open", always)).toBe("heard");
    expect(micState(on, "waiting", always)).toBe("waiting");
    expect(micState(on, "open", { byKey: true, pressed: false })).toBe("toTalk");
    expect(micState(on, "open", { byKey: true, pressed: true })).toBe("heard");
    expect(micState({ ...on, opening: true, track: null }, "open", always)).toBe("opening");
  });
});

it("shows a screen with the floor, or with leave", () => {
  expect(mayShare(stateOf())).toBe(false);
  expect(mayShare(stateOf(reduce(liveMeeting(), granted(2, null, "bo"))))).toBe(true);
  const allowed = (is: boolean) =>
    reduce(
      liveMeeting(),
      event(2, { kind: "screen_allowed", payload: { participant_id: "bo", allowed: is } }),
    );
  expect(mayShare(stateOf(allowed(true)))).toBe(true);
  expect(mayShare(stateOf(allowed(false)))).toBe(false);
});

describe("who is heard", () => {
  const meeting = reduce(liveMeeting(), granted(2, null, "bo", { grant_no: 9 }));

  it("is the holder only when the packets say so: number and grant", () => {
    expect(heardBy(meeting, [2, 9], [])).toEqual([{ participantId: "bo", grant: 9 }]);
    expect(heardBy(meeting, [2, 8], [])).toEqual([]);
    expect(heardBy(meeting, [3, 9], [])).toEqual([]);
    expect(heardBy(meeting, [], ["cy"])).toEqual([{ participantId: "cy", grant: null }]);
  });

  it("is forgotten when time stands still", () => {
    const watch = sourceWatch();
    const receiver = (timestamp: number) =>
      ({ getContributingSources: () => [{ source: 2, timestamp }] }) as unknown as RTCRtpReceiver;
    expect(watch(receiver(1), 0)).toEqual([2]);
    expect(watch(receiver(2), 500)).toEqual([2]);
    expect(watch(receiver(2), 1000)).toEqual([2]);
    expect(watch(receiver(2), 1500)).toEqual([]);
    expect(watch(null, 1600)).toEqual([]);
  });
});

describe("the network", () => {
  const sample = (change: Partial<Sample>): Sample => ({
    at: 0,
    received: 0,
    lost: 0,
    roundTrip: 0.05,
    jitter: 0.01,
    squeezed: false,
    frames: new Map(),
    ...change,
  });

  it("is as good as its losses, its delay and its evenness", () => {
    const grade = (change: Partial<Sample>) =>
      qualityBetween(sample({}), sample({ received: 1000, ...change }));
    expect(grade({})).toBe("good");
    expect(grade({ lost: 40 })).toBe("fair");
    expect(grade({ lost: 200 })).toBe("poor");
    expect(grade({ roundTrip: 0.3 })).toBe("fair");
    expect(grade({ jitter: 0.2 })).toBe("poor");
    expect(grade({ squeezed: true })).toBe("fair");
    expect(qualityBetween(sample({}), sample({ received: 5, lost: 2 }))).toBe("good");
  });

  it("is judged by several looks", () => {
    const steady = steadyQuality();
    expect([
      steady("poor"),
      steady("poor"),
      steady("good"),
      steady("poor"),
      steady("poor"),
      steady("poor"),
    ]).toEqual(["good", "good", "good", "good", "good", "poor"]);
  });

  it("is read out of the browser's report", () => {
    const read = sampleOf(
      [
        { type: "inbound-rtp", kind: "audio", packetsReceived: 10, packetsLost: 1, jitter: 0.02 },
        {
          type: "inbound-rtp",
          kind: "video",
          mid: "5",
          packetsReceived: 5,
          packetsLost: 0,
          framesDecoded: 3,
        },
        { type: "candidate-pair", nominated: true, state: "succeeded", currentRoundTripTime: 0.1 },
        { type: "outbound-rtp", qualityLimitationReason: "bandwidth" },
      ],
      1,
    );
    expect(read).toMatchObject({ received: 15, lost: 1, jitter: 0.02, roundTrip: 0.1, squeezed: true });
    expect(read.frames.get("5")).toBe(3);
  });

  it("tells a picture that moves from one that was left behind", () => {
    const moves = movement();
    const look = (at: number, frames: number) => [...moves(sample({ at, frames: new Map([["5", frames]]) }))];
    expect(look(0, 0)).toEqual([]);
    expect(look(1000, 4)).toEqual(["5"]);
    expect(look(3000, 4)).toEqual(["5"]);
    expect(look(4000, 4)).toEqual([]);
    expect(look(5000, 5)).toEqual(["5"]);
  });
});

describe("devices", () => {
  it("fail for reasons that people can do something about", () => {
    Object.defineProperty(navigator, "mediaDevices", { value: {}, configurable: true });
    const of = (name: string) => troubleOf(new DOMException("", name));
    expect(of("NotAllowedError")).toBe("denied");
    expect(of("NotFoundError")).toBe("missing");
    expect(of("OverconstrainedError")).toBe("missing");
    expect(of("NotReadableError")).toBe("busy");
    expect(of("TypeError")).toBe("failed");
    Object.defineProperty(navigator, "mediaDevices", { value: undefined, configurable: true });
    expect(of("TypeError")).toBe("insecure");
  });

  it("are explained in the words of the browser", () => {
    expect(browserOf("Mozilla/5.0 (X11; Linux) AppleWebKit/537.36 Chrome/156.0 Safari/537.36")).toBe(
      "chromium",
    );
    expect(browserOf("Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 Version/19.0 Safari/605.1.15")).toBe(
      "safari",
    );
    expect(browserOf("Mozilla/5.0 (X11; rv:150.0) Gecko/20100101 Firefox/150.0")).toBe("firefox");
  });

  it("are as loud as ears find them", () => {
    const tone = (height: number) =>
      Float32Array.from({ length: 1024 }, (_, at) => height * Math.sin(at / 5));
    expect(loudness(tone(0.001))).toBe(0);
    expect(loudness(tone(1))).toBe(1);
    expect(loudness(tone(0.3))).toBeGreaterThan(loudness(tone(0.03)));
  });
});
