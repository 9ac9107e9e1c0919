// Whole meetings by five people in real browsers against the real server:
//   cd web && node ../tests/browser/run.mjs
import { rmSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { standInACrowd } from "./crowd.mjs";
import { shareTheFloor } from "./floor.mjs";
import { leadByKeyboard } from "./keyboard.mjs";
import { holdMeeting } from "./meeting.mjs";
import { desktop, openBrowser, out, Person, phone } from "./people.mjs";
import { Server } from "./server.mjs";
import { check, RUN_LIMIT, step, tally, until, within } from "./steps.mjs";

const failed = `${out}failed`;
await rm(failed, { recursive: true, force: true });
const folder = await mkdtemp(join(tmpdir(), "orchestrasec-browser-"));
const server = new Server({ dataDir: join(folder, "data") });
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));
const people = {};
let browser;

async function enter() {
  const looks = {
    ada: ["Ada Brook", desktop],
    bo: ["Bo Lind", phone],
    cy: ["Cy Marsh", desktop, "dark"],
    di: ["Di Novak", desktop],
    eve: ["Eve Stone", desktop],
  };
  for (const [key, look] of Object.entries(looks)) people[key] = await Person.enter(browser, server, ...look);
}

/** A watch that never barks proves nothing: a page tries what the policy forbids. */
async function testTheWatch() {
  const thief = await Person.enter(browser, server, "The thief");
  await thief.open("/");
  await thief.heading("Sign in").waitFor();
  await thief.page.evaluate(() => {
    const inline = document.createElement("script");
    inline.textContent = "document.title = 'taken over'";
    const elsewhere = document.createElement("img");
    elsewhere.src = "http://192.0.2.1/taken.png";
    document.body.append(inline, elsewhere);
  });
  for (const directive of ["script-src-elem", "img-src"]) {
    const broken = () => thief.wrongs.some((wrong) => wrong.startsWith(`policy: ${directive}`));
    await until(`the watch sees ${directive} broken`, broken);
  }
  check((await thief.page.title()) !== "taken over", "an inline script ran");
  await thief.context.close();
}

/** What everybody saw, and what the server said, when it went wrong. */
async function keepTraces() {
  await mkdir(failed, { recursive: true });
  const traces = Object.entries(people).map(([key, person]) => person.picture(`failed/${key}`));
  await Promise.allSettled([...traces, writeFile(`${failed}/server.txt`, server.log)]);
  console.error(`pictures of all pages are in ${failed}`);
}

async function run() {
  await step("the server starts", () => server.start());
  await step("five browsers open", async () => {
    browser = await openBrowser();
    await enter();
  });
  await step("a page can neither run inline scripts nor reach other hosts", testTheWatch);
  await holdMeeting(server, people, folder);
  await shareTheFloor(server, people);
  await leadByKeyboard(server, people);
  await standInACrowd(browser, folder);
  await step("nothing broke the content security policy, left this host or failed on a page", () => {
    const all = Object.values(people);
    const wrongs = all.flatMap((person) => person.wrongs.map((wrong) => `${person.given}: ${wrong}`));
    check(wrongs.length === 0, wrongs.join("\n"));
  });
  await step("the server stops when asked to", () => server.stop());
}

let isOver = false;
try {
  await within("the run", run(), RUN_LIMIT);
  isOver = true;
} catch (error) {
  console.error(error);
  await keepTraces();
} finally {
  await Promise.allSettled([browser?.close(), server.kill()]);
}

const counts = tally();
const failures = isOver ? counts.failed : Math.max(1, counts.failed);
console.log(`${counts.passed} passed, ${failures} failed`);
process.exit(failures === 0 ? 0 : 1);
