// Three people see each other and hear the holder of the floor, through the user interface, with Chromium's fake devices:
//   cd web && node ../tests/browser/voice.mjs
import { rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { desktop, out, Person, phone } from "./people.mjs";
import { command, signUpRaw, password } from "./raw.mjs";
import { Server } from "./server.mjs";
import { check, PATIENCE, RUN_LIMIT, step, tally, until, within } from "./steps.mjs";

const { chromium } = createRequire(new URL("../../web/package.json", import.meta.url))("playwright-core");
const title = "Seen and heard";
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
/** Pictures are slow where three browsers share two cores with everything else. */
const slow = PATIENCE * 2;

export function openBrowserWithDevices() {
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
      "--use-fake-ui-for-media-stream",
      "--use-fake-device-for-media-stream",
      "--auto-select-desktop-capture-source=Entire screen",
      "--autoplay-policy=document-user-activation-required",
      "--disable-background-timer-throttling",
      "--disable-renderer-backgrounding",
      "--disable-backgrounding-occluded-windows",
    ],
  });
}

async function make(server, token, more = {}) {
  const answer = await fetch(`${server.origin}/api/v1/meetings`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
    body: JSON.stringify({
      title,
      template: "open_discussion",
      settings: { granting: "automatic" },
      ...more,
    }),
  });
  check(answer.ok, `creating says ${answer.status}: ${answer.ok ? "" : await answer.text()}`);
  return (await answer.json()).id;
}

/** The page's own connections, so that a test can ask what comes in. The page does not know. */
function keepConnections() {
  const Real = globalThis.RTCPeerConnection;
  globalThis.connections = [];
  globalThis.RTCPeerConnection = class extends Real {
    constructor(...given) {
      super(...given);
      globalThis.connections.push(this);
    }
  };
}

async function visit(browser, server, name, look, theme) {
  const person = await Person.enter(browser, server, name, look, theme);
  person.token = await signUpRaw(server.origin, name, person.email);
  await person.context.grantPermissions(["camera", "microphone"], { origin: server.origin });
  await person.context.addInitScript(keepConnections);
  await person.open("/");
  await person.page.getByLabel("Email").fill(person.email);
  await person.page.getByLabel("Password", { exact: true }).fill(password);
  await person.press("Sign in");
  await person.heading("Meetings").waitFor();
  return person;
}

const bar = (person) => person.page.getByTestId("media-bar");

/** In the room, with sound and picture going. */
async function isIn(person) {
  await person.page.getByTestId("token-bar").waitFor();
  await until(
    `${person.given} is connected`,
    () => bar(person).getAttribute("data-usable"),
    (now) => now === "true",
    slow,
  );
}

async function comeIn(person, address) {
  await person.open(address);
  await person.page.getByTestId("device-check").waitFor();
  await until(
    `${person.given} sees the own camera`,
    () => person.page.locator("video").evaluate((video) => video.videoWidth),
    (width) => width > 0,
    slow,
  );
  await person.press("Join meeting");
  await isIn(person);
}

/** Packets, frames and energy of what comes in, by kind. */
const incoming = (person) =>
  person.page.evaluate(async () => {
    const last = globalThis.connections.at(-1);
    const found = { packets: 0, energy: 0, frames: {} };
    if (!last) return found;
    for (const each of (await last.getStats()).values()) {
      if (each.type !== "inbound-rtp") continue;
      if (each.kind === "video") found.frames[each.mid] = each.framesDecoded ?? 0;
      else {
        found.packets += each.packetsReceived ?? 0;
        found.energy += each.totalAudioEnergy ?? 0;
      }
    }
    return found;
  });

/** What has come in within some time, for each person. */
async function cameIn(people, ms) {
  const before = await Promise.all(people.map(incoming));
  await pause(ms);
  const after = await Promise.all(people.map(incoming));
  return after.map((now, at) => ({
    packets: now.packets - before[at].packets,
    energy: now.energy - before[at].energy,
    moving: Object.entries(now.frames).filter(([mid, frames]) => frames > (before[at].frames[mid] ?? 0)).length,
  }));
}

const everybodySees = (people, count) =>
  until(
    `everybody sees ${count} others`,
    () => cameIn(people, 1_000),
    (all) => all.every((one) => one.moving >= count),
    slow * 2,
  );

const tilesWithPicture = (person) => person.page.locator("[data-testid=tile][data-picture=on]").count();

async function onlyIsHeard(people, holder) {
  // What the speaker before has said is still played for a moment.
  await pause(600);
  const all = await until(
    `${holder.given} is heard by the others`,
    () => cameIn(people, 1_500),
    (now) => now.every((one, at) => people[at] === holder || (one.packets > 20 && one.energy > 0)),
    slow,
  );
  const own = all[people.indexOf(holder)];
  // Without packets the browser fades out the last sound it had: not a word, but more than nothing.
  check(own.packets === 0 && own.energy < 0.01, `${holder.given} hears themselves: ${JSON.stringify(own)}`);
  for (const person of people) {
    if (person === holder) continue;
    await until(
      `${person.given} reads who is heard`,
      () => person.page.getByTestId("heard-now").textContent().catch(() => ""),
      (words) => words.replace(/[\u2068\u2069]/g, "").includes(`Heard now: ${holder.name}`),
    );
  }
  await holder.page.getByTestId("heard-now").getByText("You are heard").waitFor();
  return all.map(({ packets, energy }) => `${packets} packets, energy ${energy.toFixed(3)}`);
}

const micIs = (person, state) =>
  until(
    `the microphone of ${person.given} is ${state}`,
    () => person.page.getByTestId("mic-words").getAttribute("data-state"),
    (now) => now === state,
  );

async function lookAround(person, name) {
  await person.picture(`voice-${name}-desktop`);
  await person.page.setViewportSize(phone.viewport);
  await pause(700);
  await person.picture(`voice-${name}-phone`);
  await person.page.setViewportSize(desktop.viewport);
  await pause(300);
}

const openPlan = {
  key: "everyone_speaks",
  title: "Everyone speaks",
  description: "",
  phases: [
    { key: "open", title: "Open", timebox_ms: null, rules: { floor_kinds: ["contribution"], open_microphones: 2 } },
  ],
  settings: {},
  agenda: [],
};

/** What Ada picks for Bo in the list of people. */
async function pick(ada, person, entry) {
  await ada.page.getByRole("tab", { name: /People/ }).click();
  const panel = ada.page.getByRole("tabpanel");
  await panel.getByRole("button", { name: `More for ${person.name}`, exact: true }).click();
  await ada.page.getByRole("menuitem", { name: entry, exact: true }).click();
}

async function everyoneMaySpeak(server, people) {
  const [ada, bo] = people;
  await step("where everyone may speak all are heard, but not whom the facilitator mutes", async () => {
    const id = await make(server, ada.token, { template: undefined, plan: openPlan });
    await command(server.origin, ada.token, id, { type: "start_meeting" });
    for (const person of people) await comeIn(person, `/meetings/${id}`);
    for (const person of people) await micIs(person, "heard");
    await until("all hear something", () => cameIn(people, 1_500), (all) => all.every((one) => one.energy > 0), slow);
    await pick(ada, bo, "Mute");
    await micIs(bo, "muted");
    await lookAround(bo, "muted-dark");
    await pick(ada, bo, "Unmute");
    await micIs(bo, "heard");
    await pick(ada, bo, "Allow to share a screen");
    await until("Bo may share", () => bo.page.getByTestId("media-share").isEnabled());
  });
}

/** A server without media shows nothing of it. */
async function silence(browser, folder) {
  const server = new Server({ dataDir: join(folder, "silence"), settings: { ORCHESTRASEC_MEDIA: "off" } });
  await server.start();
  try {
    await step("a server without media shows nothing of it", async () => {
      const ada = await visit(browser, server, "Ada Brook", desktop);
      const id = await make(server, ada.token);
      await command(server.origin, ada.token, id, { type: "start_meeting" });
      await ada.open(`/meetings/${id}`);
      await ada.press("Join without devices");
      await ada.page.getByTestId("token-bar").waitFor();
      await until("the bar is gone", () => bar(ada).count(), (count) => count === 0);
      await until("the plain tiles", () => ada.page.getByTestId("media-stage").count(), (count) => count === 0);
      await ada.page.evaluate(() => sessionStorage.clear());
      await ada.page.reload();
      await ada.page.getByTestId("token-bar").waitFor();
      check((await ada.page.getByTestId("device-check").count()) === 0, "the lobby offers devices");
      check(ada.wrongs.length === 0, ada.wrongs.join("\n"));
    });
    await step("who is refused the devices reads what to do, and joins all the same", async () => {
      await silenceDevices(browser, folder);
    });
  } finally {
    await server.stop();
  }
}

async function silenceDevices(browser, folder) {
  const server = new Server({
    dataDir: join(folder, "refused"),
    settings: { ORCHESTRASEC_MEDIA: "on", ORCHESTRASEC_MEDIA_PORT: "0" },
  });
  await server.start();
  try {
    const ada = await visit(browser, server, "Ada Brook", phone);
    // Chromium's switch for fake devices never asks, so the refusal is a fake as well.
    await ada.context.addInitScript(() => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("no", "NotAllowedError"));
    });
    const id = await make(server, ada.token);
    await command(server.origin, ada.token, id, { type: "start_meeting" });
    await ada.open(`/meetings/${id}`);
    await ada.page.getByText("This page may not use your microphone and camera.").waitFor();
    await ada.page.getByText(/Press the icon at the left of the address/).waitFor();
    await ada.picture("voice-denied-phone", { fullPage: true });
    await ada.press("Join without devices");
    await isIn(ada);
    await ada.page.getByTestId("media-mic").click();
    await ada.page.getByTestId("mic-words").getByText("Not allowed by the browser").waitFor();
    check(ada.wrongs.length === 0, ada.wrongs.join("\n"));
  } finally {
    await server.stop();
  }
}

/** A whole meeting with sound and picture. */
export async function speakAloud(folder) {
  const server = new Server({
    dataDir: join(folder, "voice"),
    settings: { ORCHESTRASEC_MEDIA: "on", ORCHESTRASEC_MEDIA_PORT: "0" },
  });
  let browser;
  let people = [];
  try {
    await server.start();
    browser = await openBrowserWithDevices();
    const ada = await visit(browser, server, "Ada Brook", desktop);
    const bo = await visit(browser, server, "Bo Lind", desktop, "dark");
    const cy = await visit(browser, server, "Cy Marsh", desktop);
    people = [ada, bo, cy];
    const id = await make(server, ada.token);
    const address = `/meetings/${id}`;
    await command(server.origin, ada.token, id, { type: "start_meeting" });

    await step("three people check their devices and come in", async () => {
      await bo.open(address);
      await bo.page.getByTestId("device-check").waitFor();
      await until("the meter moves", () =>
        bo.page.getByTestId("mic-meter").evaluate((meter) => meter.value > 0),
      );
      await bo.page.waitForTimeout(500);
      await lookAround(bo, "lobby-dark");
      for (const person of people) await comeIn(person, address);
    });
    await step("each decodes the pictures of both others", async () => {
      await everybodySees(people, 2);
      for (const person of people) {
        await until(`${person.given} has three tiles with pictures`, () => tilesWithPicture(person), (n) => n === 3);
      }
    });
    await step("nobody holds the floor and nobody receives a packet of sound", async () => {
      for (const person of people) await micIs(person, "waiting");
      for (const one of await cameIn(people, 1_500)) check(one.packets === 0, `${one.packets} packets`);
    });
    await step("who holds the floor is heard by the others, and nobody else is", async () => {
      await bo.press("Ask for the floor");
      await micIs(bo, "heard");
      console.log(`     ${(await onlyIsHeard(people, bo)).join("; ")}`);
      await lookAround(ada, "room-light");
      await lookAround(bo, "room-dark");
    });
    await step("the floor moves on, and the next is heard", async () => {
      await cy.press("Ask for the floor");
      await bo.press("Release");
      await micIs(bo, "waiting");
      console.log(`     ${(await onlyIsHeard(people, cy)).join("; ")}`);
    });
    await step("the speaker is large where somebody wants it so", async () => {
      await ada.page.keyboard.press("l");
      await ada.page.locator("[data-testid=media-stage][data-look=speaker]").waitFor();
      await lookAround(ada, "speaker-light");
      await ada.page.keyboard.press("l");
    });
    await step("a camera that is turned off leaves an avatar, and M and V are keys", async () => {
      await bo.page.keyboard.press("v");
      await until("Ada sees two pictures", () => tilesWithPicture(ada), (n) => n === 2, slow);
      await bo.page.keyboard.press("v");
      await until("Ada sees three pictures again", () => tilesWithPicture(ada), (n) => n === 3, slow);
      await cy.page.keyboard.press("m");
      await micIs(cy, "off");
      await cy.page.keyboard.press("m");
      await micIs(cy, "heard");
    });
    await step("the space bar opens the microphone only while it is held", async () => {
      await cy.press("Devices");
      await cy.page.getByRole("switch", { name: "Hold Space to speak" }).check();
      await lookAround(cy, "devices-light");
      await cy.page.keyboard.press("Escape");
      await cy.page.getByRole("dialog").waitFor({ state: "detached" });
      await micIs(cy, "toTalk");
      await cy.page.evaluate(() => document.activeElement?.blur());
      await cy.page.keyboard.down("Space");
      await micIs(cy, "heard");
      await cy.page.keyboard.up("Space");
      await micIs(cy, "toTalk");
      await cy.press("Devices");
      await cy.page.getByRole("switch", { name: "Hold Space to speak" }).uncheck();
      await cy.page.keyboard.press("Escape");
      await micIs(cy, "heard");
    });
    await step("who leaves and comes back is seen again", async () => {
      await bo.press("Leave meeting…");
      await bo.confirm("Leave");
      await bo.heading("You left the meeting").waitFor();
      await until("Ada sees two", () => tilesWithPicture(ada), (n) => n === 2, slow);
      await bo.press("Join again");
      await bo.page.getByTestId("device-check").waitFor();
      await bo.press("Join meeting");
      await isIn(bo);
      await everybodySees(people, 2);
    });
    await step("a page that is loaded again in mid-speech is back by itself", async () => {
      await cy.page.reload();
      await isIn(cy);
      await micIs(cy, "heard");
      await everybodySees(people, 2);
      console.log(`     ${(await onlyIsHeard(people, cy)).join("; ")}`);
    });
    await step("a connection that is lost comes back by itself", async () => {
      await ada.context.setOffline(true);
      await ada.page.locator("[data-testid=token-bar][data-look=offline]").waitFor();
      await ada.page.getByTestId("media-recovering").waitFor();
      await ada.picture("voice-lost");
      await ada.context.setOffline(false);
      await isIn(ada);
      await everybodySees(people, 2);
    });
    await step("sound only asks for no pictures", async () => {
      await ada.press("Devices");
      await ada.page.getByRole("switch", { name: "Sound only" }).check();
      await ada.page.keyboard.press("Escape");
      await until("nothing moves", () => cameIn([ada], 1_000), ([one]) => one.moving === 0, slow);
      check((await cameIn([ada], 1_500))[0].packets > 20, "the sound stopped as well");
      await ada.press("Devices");
      await ada.page.getByRole("switch", { name: "Sound only" }).uncheck();
      await ada.page.keyboard.press("Escape");
      await everybodySees([ada], 2);
    });
    await step("one joins without devices as well", async () => {
      const di = await visit(browser, server, "Di Novak", phone);
      people.push(di);
      await di.open(address);
      await di.page.getByTestId("device-check").waitFor();
      await di.picture("voice-lobby-phone-light");
      await di.press("Join without devices");
      await isIn(di);
      await everybodySees([di], 3);
      await pause(1_500);
      await di.picture("voice-four-phone-light");
      await ada.picture("voice-four-desktop-light");
    });
    await step("a page that may not make a sound yet asks for a click, and takes over from another", async () => {
      const di = people.at(-1);
      const first = di.page;
      di.page = await di.context.newPage();
      // As after a restart of the browser: the page comes back without anybody having touched it.
      await di.page.addInitScript((key) => sessionStorage.setItem(key, ""), `orchestrasec.media.${id}`);
      await di.open(address);
      // Not a question to the page until then: the browser would take it for a touch.
      await pause(8_000);
      await di.page.getByTestId("media-blocked").waitFor();
      await di.picture("voice-blocked-phone");
      await di.press("Click to hear");
      await di.page.getByTestId("media-blocked").waitFor({ state: "detached" });
      await first.bringToFront();
      await first.getByTestId("media-replaced").waitFor();
      await first.getByRole("button", { name: "Use them here" }).click();
      await di.page.getByTestId("media-replaced").waitFor();
      await di.page.close();
      di.page = first;
      await isIn(di);
    });
    await step("a screen is large for everybody while its owner has the floor", async () => {
      await cy.page.getByTestId("media-share").click();
      for (const person of [ada, bo]) {
        await person.page.getByTestId("shared-screen").waitFor({ timeout: slow });
        const size = () => person.page.locator("[data-testid=shared-screen] video").evaluate((it) => it.videoWidth);
        await until(`${person.given} sees the screen`, size, (width) => width > 0, slow);
      }
      await lookAround(ada, "screen-light");
      await cy.press("Release");
      await ada.page.getByTestId("shared-screen").waitFor({ state: "detached", timeout: slow });
      await cy.page.getByTestId("media-share").click();
    });
    await everyoneMaySpeak(server, people.slice(0, 3));
    await step("nothing broke the content security policy, left this host or failed on a page", () => {
      const wrongs = people.flatMap((person) => person.wrongs.map((wrong) => `${person.given}: ${wrong}`));
      check(wrongs.length === 0, wrongs.join("\n"));
    });
    await silence(browser, folder);
  } catch (error) {
    await Promise.allSettled(people.map((person) => person.picture(`failed-voice-${person.given}`)));
    if (process.env.LOG) console.log(server.log);
    throw error;
  } finally {
    await Promise.allSettled([browser?.close()]);
    await server.stop();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = await mkdtemp(join(tmpdir(), "orchestrasec-voice-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));
  await within("the run", speakAloud(folder), RUN_LIMIT).catch((error) => {
    console.error(error);
    process.exitCode = 1;
  });
  const { passed, failed } = tally();
  console.log(`voice: ${passed} passed, ${failed} failed; pictures in ${out}`);
  process.exit();
}
