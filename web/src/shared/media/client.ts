import { type Signal, signal } from "@/shared/lib/signal";
import type { MediaListener } from "@/shared/rt/client";
import type { MediaMessage, MediaRequest, MediaSlot, WantedVideo } from "@/shared/rt/wire";
import { answerTo, lineOf, lines, type Sent } from "./answer";

/** `waiting` for the meeting, `off`: this server carries none, `replaced`: another page of mine has taken over. */
export type MediaPhase = "waiting" | "connecting" | "on" | "recovering" | "off" | "replaced" | "over";

export interface ShownSlot extends MediaSlot {
  stream: MediaStream | null;
}

export interface MediaView {
  phase: MediaPhase;
  /** Observers only receive. */
  sends: boolean;
  floor: MediaStream | null;
  slots: readonly ShownSlot[];
}

/** The connection over which audio and video are agreed upon. */
export interface Carrier {
  listen(media: MediaListener): () => void;
  sayMedia(request: MediaRequest): string | null;
}

type Offer = MediaMessage & { type: "media_offer" };

const nothing: MediaView = { phase: "waiting", sends: false, floor: null, slots: [] };
/** A connection that stutters may come back by itself. */
const graceMs = 3000;
/** Joining, the offer and the first packet together. */
const patienceMs = 15_000;
const firstWaitMs = 500;
const longestWaitMs = 15_000;
/** A restart needs less than a join, but one that keeps failing is no use. */
const restartsInARow = 2;
/** After these there is no point in trying again. */
const final: Record<string, MediaPhase> = {
  media_off: "off",
  unknown_message: "off",
  not_a_participant: "off",
  media_replaced: "replaced",
  meeting_closed: "over",
};

/** Audio and video in one meeting: one peer connection, which comes back by itself as the socket does. */
export class MediaClient implements MediaListener {
  readonly view: Signal<MediaView> = signal(nothing);
  #carrier: Carrier;
  #connect: (config: RTCConfiguration) => RTCPeerConnection;
  #unlisten: () => void;
  #isUp = false;
  #connection: RTCPeerConnection | null = null;
  #offer: Offer | null = null;
  #work: Promise<void> = Promise.resolve();
  #sent: Sent = { mic: null, cam: null, screen: null };
  #streams = new Map<string, MediaStream>();
  #slots: readonly MediaSlot[] = [];
  #wanted: readonly WantedVideo[] | null = null;
  #asked: string | null = null;
  #attempts = 0;
  #grace: ReturnType<typeof setTimeout> | undefined;
  #patience: ReturnType<typeof setTimeout> | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(
    carrier: Carrier,
    connect: (config: RTCConfiguration) => RTCPeerConnection = (config) => new RTCPeerConnection(config),
  ) {
    this.#carrier = carrier;
    this.#connect = connect;
    this.#unlisten = carrier.listen(this);
  }

  up(): void {
    if (this.#isUp) return;
    this.#isUp = true;
    this.#attempts = 0;
    if (this.#isFinal()) return;
    this.#join();
  }

  /** Without its socket the server lets go of the media as well. */
  down(): void {
    this.#isUp = false;
    this.#drop();
    if (!this.#isFinal()) this.#show("recovering");
  }

  heard(message: MediaMessage): void {
    switch (message.type) {
      case "media_offer":
        this.#offer = message;
        this.#work = this.#work.then(() => this.#answer(message));
        break;
      case "media_slots":
        this.#slots = message.slots;
        this.#show();
        break;
      case "media_error":
        if (message.ended) this.#ended(message.code);
        break;
    }
  }

  refused(id: string | null, code: string): void {
    const isMine = id !== null && id === this.#asked;
    // A server that does not know what media is cannot say whose message it was.
    if (!isMine && !(id === null && code === "unknown_message" && this.view.get().phase === "connecting"))
      return;
    // It follows again as soon as the meeting is there, and says so.
    if (code === "not_following") this.#settle();
    else this.#ended(code);
  }

  /** What I send on a line; without a negotiation, so that it takes no time. */
  send(line: keyof Sent, track: MediaStreamTrack | null): void {
    this.#sent = { ...this.#sent, [line]: track };
    const mid = this.#offer?.mids[line];
    const transceiver = mid && this.#connection && lineOf(this.#connection, mid);
    // A track that has just ended is no reason to fail.
    if (transceiver) transceiver.sender.replaceTrack(track).catch(() => undefined);
  }

  /** Whose cameras are seen here, and how large. */
  want(slots: readonly WantedVideo[]): void {
    if (JSON.stringify(slots) === JSON.stringify(this.#wanted)) return;
    this.#wanted = slots;
    if (this.view.get().phase === "on") this.#sayWanted();
  }

  /** The network has changed, or somebody wants to try again. */
  restart(): void {
    if (!this.#isUp || this.#isFinal()) return;
    this.#settle();
    this.#show("recovering");
    this.#asked = this.#carrier.sayMedia({ type: "media_restart" });
    this.#wait();
  }

  /** Another page of mine has it; I want it here. */
  takeOver(): void {
    if (this.view.get().phase !== "replaced" || !this.#isUp) return;
    this.#attempts = 0;
    this.#join();
  }

  close(): void {
    if (this.#isUp && this.#connection) this.#carrier.sayMedia({ type: "media_leave" });
    this.#unlisten();
    this.#isUp = false;
    this.#drop();
    this.#show("over");
  }

  receiverOf(mid: string): RTCRtpReceiver | null {
    return (this.#connection && lineOf(this.#connection, mid)?.receiver) ?? null;
  }

  floorReceiver(): RTCRtpReceiver | null {
    return this.#offer && this.receiverOf(this.#offer.mids.floor);
  }

  async stats(): Promise<RTCStatsReport | null> {
    return (await this.#connection?.getStats().catch(() => null)) ?? null;
  }

  #isFinal(): boolean {
    return ["off", "replaced", "over"].includes(this.view.get().phase);
  }

  #join(): void {
    this.#settle();
    this.#show(this.#connection || this.view.get().phase === "recovering" ? "recovering" : "connecting");
    this.#asked = this.#carrier.sayMedia({ type: "media_join" });
    this.#wait();
  }

  #sayWanted(): void {
    if (this.#wanted) this.#carrier.sayMedia({ type: "media_want", slots: [...this.#wanted] });
  }

  async #answer(offer: Offer): Promise<void> {
    if (offer !== this.#offer) return;
    if (offer.fresh || !this.#connection) this.#open(offer);
    const connection = this.#connection;
    if (!connection) return;
    this.#slots = offer.slots;
    try {
      const sdp = await answerTo(connection, offer, () => this.#sent);
      if (connection !== this.#connection) return;
      this.#show();
      this.#carrier.sayMedia({ type: "media_answer", rev: offer.rev, sdp });
      if (offer.fresh) this.#sayWanted();
    } catch {
      if (connection === this.#connection) this.#again();
    }
  }

  #open(offer: Offer): void {
    this.#drop();
    const connection = this.#connect({
      iceServers: offer.ice_servers,
      bundlePolicy: "max-bundle",
      rtcpMuxPolicy: "require",
    });
    this.#connection = connection;
    connection.onconnectionstatechange = () => {
      if (connection === this.#connection) this.#changed(connection.connectionState);
    };
    this.#wait();
  }

  #changed(state: RTCPeerConnectionState): void {
    if (state === "connected") {
      this.#settle();
      this.#attempts = 0;
      this.#show("on");
    } else if (state === "failed") this.#again();
    else if (state === "disconnected") {
      clearTimeout(this.#grace);
      this.#grace = setTimeout(() => this.#again(), graceMs);
    }
  }

  #ended(code: string): void {
    const phase = final[code];
    if (phase) {
      this.#drop();
      this.#show(phase);
    } else if (code === "media_role_changed" || code === "not_in_media") this.#join();
    else this.#again(true);
  }

  /** Tries again, later each time; chance keeps a whole meeting from coming back in the same instant. */
  #again(anew = false): void {
    this.#settle();
    if (!this.#isUp || this.#isFinal()) return;
    this.#show("recovering");
    const waitMs = Math.min(longestWaitMs, firstWaitMs * 2 ** this.#attempts) * (0.75 + Math.random() / 2);
    this.#attempts += 1;
    const fromScratch = anew || !this.#connection || this.#attempts > restartsInARow;
    this.#retry = setTimeout(() => (fromScratch ? this.#join() : this.restart()), waitMs);
  }

  #wait(): void {
    clearTimeout(this.#patience);
    this.#patience = setTimeout(() => this.#again(true), patienceMs);
  }

  #settle(): void {
    for (const timer of [this.#grace, this.#patience, this.#retry]) clearTimeout(timer);
  }

  #drop(): void {
    this.#settle();
    const connection = this.#connection;
    this.#connection = null;
    this.#streams.clear();
    if (!connection) return;
    connection.onconnectionstatechange = null;
    connection.close();
  }

  #streamOf(mid: string): MediaStream | null {
    const known = this.#streams.get(mid);
    const track = known ? undefined : this.receiverOf(mid)?.track;
    if (!track) return known ?? null;
    const stream = new MediaStream([track]);
    this.#streams.set(mid, stream);
    return stream;
  }

  #show(phase: MediaPhase = this.view.get().phase): void {
    const { mids } = this.#offer ?? {};
    this.view.set({
      phase,
      sends: mids ? lines.some((line) => mids[line] !== null) : false,
      floor: mids ? this.#streamOf(mids.floor) : null,
      slots: this.#slots.map((slot) => ({ ...slot, stream: this.#streamOf(slot.mid) })),
    });
  }
}
