// People: a browser context each, watched for whatever the content security policy or the network must not see.
import { mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { PATIENCE, within } from "./steps.mjs";

const { chromium } = createRequire(new URL("../../web/package.json", import.meta.url))("playwright-core");

export const out = fileURLToPath(new URL("./out/", import.meta.url));
export const desktop = { viewport: { width: 1440, height: 900 } };
export const phone = {
  viewport: { width: 390, height: 844 },
  isMobile: true,
  hasTouch: true,
  deviceScaleFactor: 2,
};

export async function openBrowser() {
  await mkdir(out, { recursive: true });
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    timeout: PATIENCE,
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** Chromium's own line about an answer that was no success, or about no answer: the pages handle both. */
const aboutTheNetwork = /^(Failed to load resource|WebSocket connection to )/;
const aboutThePolicy = /content security policy|refused to|permissions policy/i;

export class Person {
  /** What must not be: violations of the policy, requests elsewhere, errors of the page. */
  wrongs = [];

  static async enter(browser, server, name, look = desktop, colorScheme = "light") {
    const person = new Person();
    person.name = name;
    person.given = name.split(" ")[0];
    person.isOnPhone = look === phone;
    person.email = `${person.given.toLowerCase()}@example.org`;
    person.server = server;
    person.context = await browser.newContext({
      ...look,
      colorScheme,
      locale: "en-GB",
      reducedMotion: "reduce",
      acceptDownloads: true,
    });
    person.context.setDefaultTimeout(PATIENCE);
    await person.#watch();
    person.page = await person.context.newPage();
    return person;
  }

  async #watch() {
    const { context } = this;
    await context.exposeBinding("policyViolated", (_, words) => this.wrongs.push(`policy: ${words}`));
    await context.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (event) => {
        globalThis.policyViolated(`${event.violatedDirective} by ${event.blockedURI} at ${event.sourceFile}`);
      });
    });
    context.on("request", (request) => this.#reach(request.url()));
    context.on("page", (page) => page.on("websocket", (socket) => this.#reach(socket.url())));
    context.on("weberror", (event) => this.wrongs.push(`error: ${event.error().stack}`));
    context.on("console", (message) => {
      const text = message.text();
      const isError = message.type() === "error" && !aboutTheNetwork.test(text);
      if (isError || aboutThePolicy.test(text)) this.wrongs.push(`console: ${text}`);
    });
  }

  #reach(address) {
    const { protocol, host } = new URL(address);
    if (protocol === "data:" || protocol === "blob:") return;
    if (host !== new URL(this.server.origin).host) this.wrongs.push(`request elsewhere: ${address}`);
  }

  open(path) {
    return this.page.goto(this.server.origin + path, { waitUntil: "domcontentloaded" });
  }

  button(name) {
    return this.page.getByRole("button", { name, exact: true });
  }

  heading(name) {
    return this.page.getByRole("heading", { name, exact: typeof name === "string" });
  }

  press(name) {
    return this.button(name).click();
  }

  /** Presses the button of the question that is open. */
  confirm(name) {
    return this.page.getByRole("alertdialog").getByRole("button", { name, exact: true }).click();
  }

  picture(name, options = {}) {
    return within(
      `a picture of ${name}`,
      this.page.screenshot({ path: `${out}${name}.png`, animations: "disabled", ...options }),
    );
  }
}
