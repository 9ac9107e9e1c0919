import type { ClientMessage } from "./wire";

const protocol = 1;
/** How long the server wants no connection of who said too much. */
const tooManyMessagesMs = 5000;

/** How a connection begins: with a token that is good then, and not before the server wants it. */
export class Greeting {
  #freshToken: () => Promise<string | null>;
  #token = "";
  #waitMs = 0;

  constructor(freshToken: () => Promise<string | null>) {
    this.#freshToken = freshToken;
  }

  /** The next connection begins so much later. */
  waits(ms: number): void {
    this.#waitMs = ms;
  }

  /** What the close code says about the next connection. */
  closed(code: number): void {
    if (code === 4429) this.waits(tooManyMessagesMs);
  }

  /** Whether one can connect: `false` when the person has to sign in. */
  async prepare(): Promise<boolean> {
    const waitMs = this.#waitMs;
    this.#waitMs = 0;
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    const token = await this.#freshToken();
    this.#token = token ?? "";
    return token !== null;
  }

  get hello(): ClientMessage {
    return { type: "hello", protocol, token: this.#token };
  }
}
