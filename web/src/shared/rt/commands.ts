import type { RoomStore } from "./store";
import type { Command, CommandMessage, Outcome, ServerMessage } from "./wire";

export interface Ack {
  seq: number;
  result: Outcome | null;
}

/** The server (or, without one, the connection) said no. */
export class Refusal extends Error {
  readonly code: string;
  readonly detail: string;
  readonly retryAfterMs: number | null;

  constructor(code: string, detail = "", retryAfterMs: number | null = null) {
    super(detail || code);
    this.name = "Refusal";
    this.code = code;
    this.detail = detail;
    this.retryAfterMs = retryAfterMs;
  }
}

interface Open {
  message: CommandMessage;
  resolve: (ack: Ack) => void;
  reject: (refusal: Refusal) => void;
}

/** The commands on their way. Each keeps its id for ever, so that sending it again does nothing twice. */
export class Commands {
  #open = new Map<string, Open>();
  #store: RoomStore;
  #meetingId: string;
  #newId: () => string;

  constructor(store: RoomStore, meetingId: string, newId: () => string) {
    this.#store = store;
    this.#meetingId = meetingId;
    this.#newId = newId;
  }

  start(command: Command, now: number): { message: CommandMessage; answer: Promise<Ack> } {
    const id = this.#newId();
    const message: CommandMessage = { ...command, id, meeting_id: this.#meetingId };
    const answer = new Promise<Ack>((resolve, reject) => {
      this.#open.set(id, { message, resolve, reject });
    });
    const pending = [...this.#store.latest.pending, { id, command, sentAt: now, awaitsSeq: null }];
    this.#store.update({ pending });
    return { message, answer };
  }

  unanswered(): CommandMessage[] {
    return Array.from(this.#open.values(), (each) => each.message);
  }

  acknowledge({ id, seq, result }: ServerMessage & { type: "ack" }): void {
    const open = this.#open.get(id);
    if (!open) return;
    this.#open.delete(id);
    const { latest } = this.#store;
    // The button stays pending until its effect can be seen, else it would flicker back.
    const pending =
      seq > latest.seq
        ? latest.pending.map((each) => (each.id === id ? { ...each, awaitsSeq: seq } : each))
        : latest.pending.filter((each) => each.id !== id);
    this.#store.update({ pending });
    open.resolve({ seq, result });
  }

  refuse(id: string, refusal: Refusal): void {
    const open = this.#open.get(id);
    if (!open) return;
    this.#open.delete(id);
    this.#store.update({ pending: this.#store.latest.pending.filter((each) => each.id !== id) });
    open.reject(refusal);
  }

  refuseAll(refusal: Refusal): void {
    for (const id of [...this.#open.keys()]) this.refuse(id, refusal);
  }
}
