// Three people see each other and hear the holder of the floor, in real Chromium with fake devices against the real server:
//   cd web && node ../tests/browser/media.mjs
import { rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installMedia } from "./media-page.mjs";
import { Server } from "./server.mjs";
import { check, RUN_LIMIT, step, tally, until, within } from "./steps.mjs";

const { chromium } = createRequire(new URL("../../web/package.json", import.meta.url))("playwright-core");
const folder = await mkdtemp(join(tmpdir(), "orchestrasec-media-"));
const server = new Server({ dataDir: join(folder, "data") });
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const password = "correct-horse-battery-staple-42";

async function call(path, body, token) {
  const headers = { "content-type": "application/json" };
  if (token) headers.authorization = `Bearer ${token}`;
  const response = await fetch(`${server.origin}/api/v1${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  const answer = await response.json();
  check(response.ok, `${path}: ${response.status} ${JSON.stringify(answer)}`);
  return answer;
}

class Guest {
  static async enter(browser, name, look) {
    const guest = new Guest();
    [guest.name, guest.look, guest.browser] = [name, look, browser];
    const email = `${name.toLowerCase()}@example.org`;
    await call("/auth/signup", { email, password, display_name: name });
    const form = new URLSearchParams({ username: email, password });
    const response = await fetch(`${server.origin}/api/v1/auth/login`, { method: "POST", body: form });
    guest.token = (await response.json()).access_token;
    return guest;
  }

  async join(meeting, look = this.look) {
    this.context ??= await this.browser.newContext({ permissions: ["camera", "microphone"] });
    this.page ??= await this.context.newPage();
    await this.page.goto(`${server.origin}/api/v1/health`).catch(() => undefined);
    await this.page.evaluate(installMedia);
    const options = { token: this.token, meeting, ...look };
    await this.page.evaluate((given) => globalThis.media.start(given), options);
    const state = () =>
      this.page.evaluate(() => ({
        state: globalThis.media.connection?.connectionState,
        wrong: globalThis.media.wrong,
        errors: globalThis.media.errors,
      }));
    await until(`${this.name} is connected`, state, (now) => now.state === "connected");
    this.number ??= await this.does((media) => media.snapshot.participants.length);
    this.id = await this.does((media) => media.snapshot.participants.at(-1).participant_id);
  }

  does(act, given) {
    return this.page.evaluate(`(${act})(globalThis.media, ${JSON.stringify(given ?? null)})`);
  }

  command(type, more = {}) {
    return this.does((media, [kind, rest]) => media.send(kind, rest), [type, more]);
  }

  stats() {
    return this.does((media) => media.stats());
  }
}

const videos = (stats) => Object.values(stats).filter((line) => line.kind === "video" && line.frames > 0);
const floor = (stats, mids) => stats[mids.floor] ?? { packets: 0, energy: 0, lost: 0 };

/** How many frames of how many people each page decodes in so many milliseconds. */
async function decoded(people, ms) {
  const before = await Promise.all(people.map((one) => one.stats()));
  await pause(ms);
  const after = await Promise.all(people.map((one) => one.stats()));
  return after.map((stats, at) =>
    Object.entries(stats)
      .filter(([, line]) => line.kind === "video")
      .map(([mid, line]) => line.frames - (before[at][mid]?.frames ?? 0))
      .filter((frames) => frames > 0),
  );
}

async function heard(people, ms) {
  const mids = await Promise.all(people.map((one) => one.does((media) => media.mids)));
  const before = await Promise.all(people.map((one) => one.stats()));
  await pause(ms);
  const after = await Promise.all(people.map((one) => one.stats()));
  return after.map((stats, at) => ({
    packets: floor(stats, mids[at]).packets - floor(before[at], mids[at]).packets,
    energy: floor(stats, mids[at]).energy - floor(before[at], mids[at]).energy,
  }));
}

const eachSees = (count) => (all) => all.every((frames) => frames.length === count && frames.every((one) => one > 5));

async function holdMeeting(browser) {
  const looks = [
    { frequency: 440, width: 960, height: 540, rate: 10 },
    { frequency: 660, width: 640, height: 360, rate: 10 },
    { frequency: 880, width: 640, height: 360, rate: 10 },
  ];
  const people = [];
  for (const [at, name] of ["Ada", "Bo", "Cy"].entries()) people.push(await Guest.enter(browser, name, looks[at]));
  const [ada, bo, cy] = people;
  const meeting = (await call("/meetings", { title: "Seen and heard", template: "open_discussion" }, ada.token)).id;
  await call(`/meetings/${meeting}/start`, {}, ada.token);

  await step("three people connect", async () => {
    for (const person of people) await person.join(meeting);
  });
  await step("each decodes the pictures of both others", async () => {
    await until("all pictures move", () => decoded(people, 1_500), eachSees(2), 40_000);
  });
  await step("nobody holds the floor and nobody receives a packet of sound", async () => {
    for (const one of await heard(people, 1_500)) check(one.packets === 0, `${one.packets} packets`);
  });
  for (const [at, holder] of people.entries()) {
    await step(`${holder.name} holds the floor: the others hear, ${holder.name} does not`, async () => {
      await holder.command("request_floor");
      await pause(400);
      const all = await heard(people, 2_000);
      const figures = JSON.stringify(all);
      for (const [other, one] of all.entries()) {
        check(other === at ? one.packets === 0 : one.packets > 80 && one.energy > 0.01, figures);
      }
      const listener = people[(at + 1) % 3];
      const sources = await listener.does((media) => media.sources().map((one) => one.source));
      check(sources.includes(at + 1), `played sources ${sources}`);
      await holder.command("release_floor");
    });
  }
  await step("the floor is one stream without a lost packet", async () => {
    for (const person of people) {
      const lost = floor(await person.stats(), await person.does((media) => media.mids)).lost;
      check(lost === 0, `${person.name} lost ${lost}`);
    }
  });
  await step("layers of a picture follow the wish", async () => {
    const widths = { 2: 960, 0: 240, 1: 480 };
    for (const layer of [2, 0, 1]) {
      await cy.command("media_want", { slots: [{ participant_id: ada.id, layer }] });
      const width = async () => {
        const slots = await cy.does((media) => media.slots);
        const mid = slots.find((slot) => slot.kind === "video" && slot.participant_id === ada.id)?.mid;
        return (await cy.stats())[mid]?.width;
      };
      await until(`layer ${layer}`, width, (now) => now === widths[layer], 20_000);
    }
    await cy.command("media_want", { slots: [ada, bo].map((one) => ({ participant_id: one.id, layer: 0 })) });
  });
  await step("a screen is seen with the floor only, or with leave", async () => {
    const seen = async () => {
      const slots = await ada.does((media) => media.slots);
      const { mid, participant_id: whose } = slots.find((slot) => slot.kind === "screen");
      return { whose, frames: (await ada.stats())[mid]?.frames ?? 0 };
    };
    await bo.does((media) => media.share(media.screen));
    await pause(1_500);
    const before = await seen();
    check(before.whose === null && before.frames === 0, JSON.stringify(before));
    await bo.command("request_floor");
    await until("the screen is seen", seen, (now) => now.whose === bo.id && now.frames > 3, 20_000);
    await bo.command("release_floor");
    await until("it is not shared any more", seen, (now) => now.whose === null);
    await ada.command("allow_screen", { participant_id: bo.id, allowed: true });
    await until("with leave it is seen again", seen, (now) => now.whose === bo.id, 20_000);
    await bo.does((media) => media.share(null));
  });
  await step("who leaves and comes back takes the free slot, without a negotiation", async () => {
    const offers = () => Promise.all([ada, cy].map((one) => one.does((media) => media.offers)));
    const before = await offers();
    await bo.page.close();
    bo.page = null;
    const isGone = () => ada.does((media, id) => media.slots.every((slot) => slot.participant_id !== id), bo.id);
    await until("the slot is free", isGone);
    await bo.join(meeting);
    await until("all pictures move", () => decoded(people, 1_500), eachSees(2), 40_000);
    check(String(await offers()) === String(before), `offers ${before} → ${await offers()}`);
  });
  await step("a page that is loaded again in mid-speech is back by itself", async () => {
    await bo.command("request_floor");
    await bo.page.reload();
    await bo.join(meeting);
    const again = async () => (await heard([ada, cy], 500)).every((one) => one.packets > 15);
    await until("Bo is heard again", again);
    await until("all pictures move", () => decoded(people, 1_500), eachSees(2), 40_000);
  });
  await step("a restart makes a fresh connection that works", async () => {
    await cy.command("media_restart");
    const fresh = () => cy.does((media) => media.offer.fresh && media.connection.connectionState === "connected");
    await until("Cy is connected anew", fresh);
    await until("all pictures move", () => decoded(people, 1_500), eachSees(2), 40_000);
  });
}

let browser;
try {
  await within(
    "the whole run",
    (async () => {
      await server.start();
      browser = await chromium.launch({
        executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
        args: [
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--use-fake-ui-for-media-stream",
          "--use-fake-device-for-media-stream",
          "--autoplay-policy=no-user-gesture-required",
          "--disable-background-timer-throttling",
          "--disable-renderer-backgrounding",
          "--disable-backgrounding-occluded-windows",
        ],
      });
      await holdMeeting(browser);
    })(),
    RUN_LIMIT * 2,
  );
} catch (error) {
  console.error(error); if (process.env.LOG) console.log(server.log);
  process.exitCode = 1;
} finally {
  await browser?.close();
  await server.stop();
}
const { passed, failed } = tally();
console.log(`media: ${passed} passed, ${failed} failed`);
