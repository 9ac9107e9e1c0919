import { applyEvents, applyPresence, applySnapshot } from "./apply";
import { theFuture } from "./client";
import { ServerClock } from "./clock";
import { decode } from "./decode";
import { Greeting } from "./greeting";
import { Heartbeat } from "./heartbeat";
import { emptyRoom, type Link, type RoomState } from "./state";
import { eachFrame, type Schedule } from "./store";
import type { OpenTransport, Transport } from "./transport";
import type { ClientMessage, ServerMessage } from "./wire";

/** The server's bound for one connection. */
export const watchedMost = 32;

export interface WatchOptions {
  open: OpenTransport;
  freshToken: () => Promise<string | null>;
  tokenRefused: () => void;
  newId: () => string;
  clock?: ServerClock;
  schedule?: Schedule;
}

export interface Watched {
  link: Link;
  /** Each meeting that has been seen, also one whose stream has ended. */
  rooms: ReadonlyMap<string, RoomState>;
}

const nothing: Watched = { link: "connecting", rooms: new Map() };

/** Several meetings over one connection, looked at only: nobody joins and nothing is ordered. */
export class WatchClient {
  readonly clock: ServerClock;
  #options: WatchOptions;
  #heartbeat: Heartbeat;
  #transport: Transport;
  #schedule: Schedule;
  #greeting: Greeting;
  #link: Link = "connecting";
  #rooms = new Map<string, RoomState>();
  /** The follow that waits for an answer, and its meeting. */
  #asked = new Map<string, string>();
  #shown = nothing;
  #scheduled = false;
  #closed = false;
  #listeners = new Set<() => void>();

  constructor(options: WatchOptions) {
    this.#options = options;
    this.#schedule = options.schedule ?? eachFrame;
    this.clock = options.clock ?? new ServerClock();
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
      closed: (code) => this.#lost(code),
      woke: () => {
        this.clock.forget();
        this.#heartbeat.hurry();
      },
    });
  }

  readonly shown = (): Watched => this.#shown;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** From now on these meetings, as many as one connection may follow. */
  watch(ids: readonly string[]): void {
    const wanted = new Set(ids.slice(0, watchedMost));
    for (const [id, room] of this.#rooms) {
      if (wanted.has(id)) continue;
      this.#rooms.delete(id);
      if (this.#link === "live" && !room.end)
        this.#say({ type: "unfollow", id: this.#options.newId(), meeting_id: id });
      this.#change();
    }
    for (const id of wanted) {
      if (this.#rooms.has(id)) continue;
      this.#rooms.set(id, emptyRoom);
      if (this.#link === "live") this.#follow(id);
      this.#change();
    }
  }

  close(): void {
    this.#closed = true;
    this.#heartbeat.stop();
    this.#transport.close();
  }

  #say(message: ClientMessage): void {
    this.#transport.send(JSON.stringify(message));
  }

  #follow(meetingId: string): void {
    const room = this.#rooms.get(meetingId);
    if (!room || room.end) return;
    const id = this.#options.newId();
    this.#asked.set(id, meetingId);
    const after = room.meeting ? room.seq : theFuture;
    this.#say({ type: "resume", id, meeting_id: meetingId, after });
  }

  #receive(text: string): void {
    this.#heartbeat.heard();
    const message = decode(text);
    if (!message) return;
    if ("meeting_id" in message) this.#ofMeeting(message);
    else if (message.type === "welcome") this.#welcomed(message);
    else if (message.type === "pong") this.clock.sample(message.t, this.clock.local(), message.server_time);
    else if (message.type === "ack") this.#followed(message.id);
    else if (message.type === "refusal") this.#refused(message);
    else if (message.type === "going_down") this.#greeting.waits(message.resume_after_ms);
  }

  #welcomed(message: ServerMessage & { type: "welcome" }): void {
    this.clock.guess(message.server_time);
    this.#heartbeat.start(message.heartbeat_ms);
    this.#link = "live";
    this.#asked.clear();
    for (const id of this.#rooms.keys()) this.#follow(id);
    this.#change();
  }

  #followed(id: string): void {
    const meetingId = this.#asked.get(id);
    this.#asked.delete(id);
    const room = meetingId === undefined ? undefined : this.#rooms.get(meetingId);
    if (meetingId !== undefined && room?.meeting)
      this.#set(meetingId, { ...room, link: "live", lostAt: null });
  }

  #refused({ id, code, detail }: ServerMessage & { type: "refusal" }): void {
    const meetingId = id === null ? undefined : this.#asked.get(id);
    const room = meetingId === undefined ? undefined : this.#rooms.get(meetingId);
    if (id !== null) this.#asked.delete(id);
    if (meetingId !== undefined && room)
      this.#set(meetingId, { ...room, end: { kind: "refused", code, detail } });
  }

  #ofMeeting(message: ServerMessage & { meeting_id: string }): void {
    const id = message.meeting_id;
    const room = this.#rooms.get(id);
    // What was on its way when the meeting was dropped is for nobody.
    if (!room) return;
    switch (message.type) {
      case "snapshot":
        this.#set(id, applySnapshot(room, message));
        break;
      case "events":
        this.#events(id, room, message);
        break;
      case "you":
        this.#set(id, { ...room, you: message.you });
        break;
      case "presence":
        this.#set(id, applyPresence(room, message));
        break;
      case "removed": {
        const kind = message.code === "banned" ? "banned" : "removed";
        this.#set(id, { ...room, end: { kind, reason: message.reason } });
        break;
      }
    }
  }

  #events(id: string, room: RoomState, message: ServerMessage & { type: "events" }): void {
    const { state, gap } = applyEvents(room, message.events);
    const resync = gap && state.link !== "resyncing";
    this.#set(id, resync ? { ...state, link: "resyncing" } : state);
    if (resync) this.#follow(id);
  }

  #lost(code: number): void {
    this.#heartbeat.stop();
    if (this.#closed) return;
    this.#link = "offline";
    const lostAt = this.clock.local();
    for (const [id, room] of this.#rooms) {
      if (!room.end) this.#rooms.set(id, { ...room, link: "offline", lostAt: room.lostAt ?? lostAt });
    }
    this.clock.forget();
    if (code === 4401) this.#options.tokenRefused();
    this.#greeting.closed(code);
    if (code === 4400) this.close();
    this.#change();
  }

  #set(id: string, room: RoomState): void {
    this.#rooms.set(id, room);
    this.#change();
  }

  #change(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#schedule(() => {
      this.#scheduled = false;
      this.#shown = { link: this.#link, rooms: new Map(this.#rooms) };
      for (const listener of this.#listeners) listener();
    });
  }
}
