// A client without a browser: the HTTP API and a bare WebSocket, as small as RFC 6455 lets it be.
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { request } from "node:http";
import { check, within } from "./steps.mjs";

export const password = "a quiet river bends twice";

async function call(origin, path, body, headers = {}) {
  const answer = await fetch(`${origin}/api/v1${path}`, { method: "POST", body, headers });
  const text = await answer.text();
  check(answer.ok, `${path} says ${answer.status}: ${text}`);
  return text ? JSON.parse(text) : null;
}

/** An account's access token. */
export async function accessOf(origin, email) {
  const form = new URLSearchParams({ username: email, password });
  return (await call(origin, "/auth/login", form)).access_token;
}

export async function signUpRaw(origin, name, email) {
  const body = JSON.stringify({ email, password, display_name: name });
  await call(origin, "/auth/signup", body, { "Content-Type": "application/json" });
  return accessOf(origin, email);
}

/** Orders something over HTTP. */
export function command(origin, token, meetingId, order) {
  const headers = { "Content-Type": "application/json", Authorization: `Bearer ${token}` };
  return call(origin, `/meetings/${meetingId}/commands`, JSON.stringify(order), headers);
}

const accept = (key) =>
  createHash("sha1").update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest("base64");

function upgrade(origin) {
  const key = randomBytes(16).toString("base64");
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const asked = request({
      hostname,
      port,
      path: "/ws",
      headers: {
        Connection: "Upgrade",
        Upgrade: "websocket",
        Origin: origin,
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": key,
      },
    });
    asked.on("error", reject);
    asked.on("response", (answer) => reject(new Error(`the socket says ${answer.statusCode}`)));
    asked.on("upgrade", (answer, socket, head) => {
      check(answer.headers["sec-websocket-accept"] === accept(key), "the socket answers with another key");
      resolve({ socket, head });
    });
    asked.end();
  });
}

/** One masked text frame, as clients have to send them. */
function frameOf(text) {
  const payload = Buffer.from(text);
  check(payload.length < 65_536, "a test says no more than that");
  const long = payload.length > 125;
  const head = Buffer.alloc(long ? 4 : 2);
  head[0] = 0x81;
  head[1] = 0x80 | (long ? 126 : payload.length);
  if (long) head.writeUInt16BE(payload.length, 2);
  const mask = randomBytes(4);
  return Buffer.concat([head, mask, payload.map((byte, index) => byte ^ mask[index % 4])]);
}

/** The first whole frame of these bytes, and what is left of them. */
function firstFrame(bytes) {
  if (bytes.length < 2) return null;
  const short = bytes[1] & 0x7f;
  const start = short === 127 ? 10 : short === 126 ? 4 : 2;
  if (bytes.length < start) return null;
  const length =
    short === 127 ? Number(bytes.readBigUInt64BE(2)) : short === 126 ? bytes.readUInt16BE(2) : short;
  if (bytes.length < start + length) return null;
  const payload = bytes.subarray(start, start + length);
  return { opcode: bytes[0] & 0x0f, ends: bytes[0] >= 0x80, payload, rest: bytes.subarray(start + length) };
}

export class RawClient {
  messages = [];
  #socket;
  #bytes = Buffer.alloc(0);
  #text = "";
  #waiting = [];

  /** In the meeting, with its snapshot and everything after it in `messages`. */
  static async join(origin, token, meetingId) {
    const client = new RawClient();
    const { socket, head } = await within("the socket opens", upgrade(origin));
    client.#socket = socket;
    socket.setNoDelay(true);
    socket.on("data", (bytes) => client.#receive(bytes));
    socket.on("error", () => undefined);
    client.#receive(head);
    client.meetingId = meetingId;
    client.say({ type: "hello", protocol: 1, token });
    await client.hears((message) => message.type === "welcome");
    client.order({ type: "join" });
    await client.hears((message) => message.type === "snapshot");
    return client;
  }

  say(message) {
    this.#socket.write(frameOf(JSON.stringify(message)));
  }

  order(command) {
    this.prepared(command)();
  }

  /** An order that only has to be let go. */
  prepared(command) {
    const frame = frameOf(JSON.stringify({ ...command, id: randomUUID(), meeting_id: this.meetingId }));
    return () => this.#socket.write(frame);
  }

  /** The first message, heard already or to come, that pleases. */
  hears(pleases) {
    const heard = this.messages.find(pleases);
    if (heard) return heard;
    return within("a message comes", new Promise((resolve) => this.#waiting.push({ pleases, resolve })));
  }

  close() {
    this.#socket.destroy();
  }

  #receive(bytes) {
    this.#bytes = Buffer.concat([this.#bytes, bytes]);
    for (let frame = firstFrame(this.#bytes); frame; frame = firstFrame(this.#bytes)) {
      this.#bytes = frame.rest;
      if (frame.opcode > 1) continue;
      this.#text += frame.payload;
      if (frame.ends) this.#hear(JSON.parse(this.#text));
      if (frame.ends) this.#text = "";
    }
  }

  #hear(message) {
    this.messages.push(message);
    for (const each of this.#waiting.filter(({ pleases }) => pleases(message))) each.resolve(message);
  }
}
