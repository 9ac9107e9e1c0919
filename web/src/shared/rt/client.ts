import { applyEvents, applyPresence, applySnapshot } from "./apply";
import { ServerClock } from "./clock";
import { type Ack, Commands, Refusal } from "./commands";
import { decode } from "./decode";
import { Greeting } from "./greeting";
import { Heartbeat } from "./heartbeat";
import type { RoomEnd } from "./state";
import { RoomStore, type Schedule } from "./store";
import type { OpenTransport, Transport } from "./transport";
import type { ClientMessage, Command, MediaMessage, MediaRequest, ServerMessage } from "./wire";

/** Nobody saw events up to this one: the server answers with a snapshot. */
export const theFuture = Number.MAX_SAFE_INTEGER;

export interface RoomOptions {
  meetingId: string;
  /** The role in which to come in; `null` follows the meeting without joining it, as an admin may. */
  role: "participant" | "observer" | null;
  open: OpenTransport;
  /** A token that is good now, renewed if need be; `null` when the person has to sign in. */
  freshToken: () => Promise<string | null>;
  /** The server did not take the token. */
  tokenRefused: () => void;
  newId: () => string;
  clock?: ServerClock;
  schedule?: Schedule;
}

/** Audio and video of the meeting, which are agreed upon over the same connection. */
export interface MediaListener {
  /** The meeting is followed: from now on the server knows what is spoken of. */
  up(): void;
  down(): void;
  heard(message: MediaMessage): void;
  refused(id: string | null, code: string): void;
}

/** One person in one meeting, over a connection that may come and go. */
export class RoomClient {
  readonly store: RoomStore;
  readonly clock: ServerClock;
  readonly meetingId: string;
  #options: RoomOptions;
  #commands: Commands;
  #heartbeat: Heartbeat;
  #transport: Transport;
  #followId = "";
  #following = false;
  #greeting: Greeting;
  #media: MediaListener | null = null;

  constructor(options: RoomOptions) {
    this.#options = options;
    this.meetingId = options.meetingId;
    this.store = new RoomStore(options.schedule);
    this.clock = options.clock ?? new ServerClock();
    this.#commands = new Commands(this.store, options.meetingId, options.newId);
    this.#greeting = new Greeting(options.freshToken);
    this.#heartbeat = new Heartbeat({
      ping: () => this.#say({ type: "ping", t: Math.round(this.clock.local()) }),
      dead: () => this.#transport.reconnect(),
      hurried: () => !this.clock.settled,
      now: this.clock.local,
    });
    this.#transport = options.open({
      beforeOpen: () => this.#greeting.prepare(),
      opened: () => this.#say(this.#greeting.hello),
      received: (text) => this.#receive(text),
      closed: (code) => this.#closed(code),
      woke: () => this.#woke(),
    });
  }

  /** Orders something. Refused at once without a connection: nobody wants to speak a minute after asking. */
  async send(command: Command): Promise<Ack> {
    if (!this.#following) throw new Refusal("connection_lost");
    const { message, answer } = this.#commands.start(command, this.clock.local());
    this.#say(message);
    const ack = await answer;
    // Who has left gets no more events: the answer is the last thing one hears.
    if (command.type === "leave") this.#end({ kind: "left" });
    return ack;
  }

  /** Hands over all that is said about audio and video; at once, if the meeting is followed already. */
  listen(media: MediaListener): () => void {
    this.#media = media;
    if (this.#following) media.up();
    return () => {
      if (this.#media === media) this.#media = null;
    };
  }

  /** Says something about audio and video, and answers under which id; `null` without a connection. */
  sayMedia(request: MediaRequest): string | null {
    if (!this.#following) return null;
    const id = this.#options.newId();
    this.#say({ ...request, id, meeting_id: this.meetingId });
    return id;
  }

  close(): void {
    this.#heartbeat.stop();
    this.#unfollowed();
    this.#commands.refuseAll(new Refusal("connection_lost"));
    this.#transport.close();
  }

  #say(message: ClientMessage): void {
    this.#transport.send(JSON.stringify(message));
  }

  #follow(): void {
    const { meeting, seq } = this.store.latest;
    const address = { id: this.#options.newId(), meeting_id: this.meetingId };
    this.#followId = address.id;
    const { role } = this.#options;
    if (meeting) this.#say({ type: "resume", ...address, after: seq });
    else if (role === null) this.#say({ type: "resume", ...address, after: theFuture });
    else this.#say({ type: "join", ...address, role });
  }

  #receive(text: string): void {
    this.#heartbeat.heard();
    const message = decode(text);
    if (!message) return;
    if ("meeting_id" in message && message.meeting_id !== this.meetingId) return;
    switch (message.type) {
      case "welcome":
        this.clock.guess(message.server_time);
        this.#heartbeat.start(message.heartbeat_ms);
        this.#follow();
        break;
      case "pong":
        this.clock.sample(message.t, this.clock.local(), message.server_time);
        break;
      case "ack":
        if (message.id === this.#followId) this.#followed();
        else this.#commands.acknowledge(message);
        break;
      case "refusal":
        this.#refused(message);
        break;
      case "snapshot":
        this.store.replace(applySnapshot(this.store.latest, message));
        break;
      case "events":
        this.#events(message);
        break;
      case "you":
        this.store.update({ you: message.you });
        break;
      case "presence":
        this.store.replace(applyPresence(this.store.latest, message));
        break;
      case "removed":
        this.#end({ kind: message.code === "banned" ? "banned" : "removed", reason: message.reason });
        break;
      case "media_offer":
      case "media_slots":
      case "media_error":
        this.#media?.heard(message);
        break;
      case "going_down":
        this.#greeting.waits(message.resume_after_ms);
        break;
    }
  }

  #followed(): void {
    this.#following = true;
    // After a first join the snapshot makes it live; after a resume the page has all it needs.
    if (this.store.latest.meeting) this.store.update({ link: "live", lostAt: null });
    for (const message of this.#commands.unanswered()) this.#say(message);
    this.#media?.up();
  }

  #unfollowed(): void {
    const before = this.#following;
    this.#following = false;
    if (before) this.#media?.down();
  }

  #refused(message: ServerMessage & { type: "refusal" }): void {
    const { id, code, detail, retry_after_ms } = message;
    if (id === this.#followId) this.#end({ kind: "refused", code, detail });
    else {
      if (id !== null) this.#commands.refuse(id, new Refusal(code, detail, retry_after_ms));
      this.#media?.refused(id, code);
    }
  }

  #events(message: ServerMessage & { type: "events" }): void {
    const { state, gap } = applyEvents(this.store.latest, message.events);
    this.store.replace(state);
    if (state.end) this.#end(state.end);
    else if (gap && state.link !== "resyncing") {
      this.store.update({ link: "resyncing" });
      this.#follow();
    }
  }

  #woke(): void {
    this.clock.forget();
    this.#heartbeat.hurry();
  }

  #closed(code: number): void {
    this.#heartbeat.stop();
    this.#unfollowed();
    if (this.store.latest.end) return;
    const { lostAt } = this.store.latest;
    this.store.update({ link: "offline", lostAt: lostAt ?? this.clock.local() });
    this.clock.forget();
    if (code === 4400) this.#end({ kind: "outdated" });
    if (code === 4401) this.#options.tokenRefused();
    this.#greeting.closed(code);
    // Sending it again would end the next connection in the same way.
    if (code === 1009) this.#commands.refuseAll(new Refusal("message_too_large"));
  }

  #end(end: RoomEnd): void {
    this.store.update({ end });
    this.close();
  }
}
