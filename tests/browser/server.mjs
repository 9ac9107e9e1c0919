// The real server as a child process: start, kill, stop, and its command line.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { check, within } from "./steps.mjs";

export const root = fileURLToPath(new URL("../../", import.meta.url));
const binary = process.env.ORCHESTRASEC_BIN ?? `${root}target/debug/orchestrasec`;

export class Server {
  #child = null;
  #log = "";

  /** The server's command, its data folder, further settings, and the port (0: any). */
  constructor({ dataDir, command = ["serve"], settings = {} }) {
    this.settings = settings;
    this.command = command;
    this.dataDir = dataDir;
    this.port = 0;
  }

  get origin() {
    return `http://127.0.0.1:${this.port}`;
  }

  get log() {
    return this.#log;
  }

  /** Starts it, at the port it had before if it ran before. */
  async start() {
    check(existsSync(binary), `${binary} is not there: build the server first`);
    const child = spawn(binary, this.command, {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...process.env,
        // Ours, and no setting of the server.
        ORCHESTRASEC_BIN: undefined,
        ORCHESTRASEC_LISTEN: `127.0.0.1:${this.port}`,
        ORCHESTRASEC_METRICS_LISTEN: "off",
        ORCHESTRASEC_MEDIA_PORT: "0",
        ORCHESTRASEC_DATA_DIR: this.dataDir,
        ...this.settings,
      },
    });
    this.#child = child;
    const end = () => child.kill("SIGKILL");
    process.once("exit", end);
    child.once("exit", () => process.off("exit", end));
    let printed = "";
    const ready = new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("exit", (code, signal) =>
        reject(new Error(`the server ended (${signal ?? code}):\n${this.#log}`)),
      );
      child.stdout.on("data", (bytes) => {
        printed += bytes;
        this.#log += bytes;
        const address = /is ready at http:\/\/127\.0\.0\.1:(\d+)/.exec(printed);
        if (address) resolve(Number(address[1]));
      });
      child.stderr.on("data", (bytes) => {
        this.#log += bytes;
      });
    });
    ready.catch(() => undefined);
    this.port = await within("the server starts", ready);
  }

  async #end(signal) {
    const child = this.#child;
    this.#child = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill(signal);
    await within(`the server ends by ${signal}`, gone);
  }

  /** As if the machine lost its power. */
  kill() {
    return this.#end("SIGKILL");
  }

  async stop() {
    try {
      await this.#end("SIGTERM");
    } catch (error) {
      await this.#end("SIGKILL");
      throw error;
    }
  }
}

/** Runs `orchestrasec` with these arguments to its end. */
export async function command(...args) {
  const child = spawn(binary, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (bytes) => {
      output += bytes;
    });
  }
  const [code] = await within(`orchestrasec ${args[0]}`, once(child, "close"));
  return { code, output };
}
