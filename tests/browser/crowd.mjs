// A meeting of a thousand: the page keeps to what is seen, scrolls, and stays calm in a storm of events.
import { join } from "node:path";
import { Person } from "./people.mjs";
import { command, password, signUpRaw } from "./raw.mjs";
import { Server } from "./server.mjs";
import { check, step, until } from "./steps.mjs";

const crowd = 1000;
/** Most elements of a page (the budget of the design). */
const elementsMax = 1500;
const stormSeconds = 5;
const eventsPerSecond = 20;

async function post(origin, token, path, body) {
  const answer = await fetch(`${origin}/api/v1${path}`, {
    method: "POST",
    body: JSON.stringify(body),
    headers: {
      "Content-Type": "application/json",
      Authorization: `Bearer ${token}`,
    },
  });
  check(answer.ok, `${path} says ${answer.status}`);
  return answer.json();
}

/** A live meeting with a thousand guests, whose facilitator this is. */
async function fill(origin) {
  const token = await signUpRaw(origin, "Uma Field", "uma@example.org");
  const settings = { granting: "chaired" };
  const { id } = await post(origin, token, "/meetings", {
    title: "A great hall",
    template: "open_discussion",
    settings,
  });
  await post(origin, token, `/meetings/${id}/start`, {});
  const names = Array.from(
    { length: crowd - 1 },
    (_, index) => `Guest ${String(index + 1).padStart(4, "0")}`,
  );
  while (names.length > 0) {
    const some = names.splice(0, 40);
    await Promise.all(
      some.map((display_name) =>
        command(origin, token, id, { type: "add_guest", display_name }),
      ),
    );
  }
  return { token, id };
}

async function goIn(person, meetingId) {
  await person.open(`/meetings/${meetingId}`);
  await person.heading("Sign in").waitFor();
  await person.page.getByLabel("Email").fill("uma@example.org");
  await person.page.getByLabel("Password", { exact: true }).fill(password);
  await person.press("Sign in");
  // The meeting runs, and this is a new page: the devices come first.
  await person.press("Join without devices");
  await person.button("Meeting menu").waitFor();
  await person.page.getByRole("tab", { name: /^People/ }).click();
  await person.page
    .getByRole("list", { name: "People in the meeting" })
    .waitFor();
}

/** Scrolls the list of people to its end, a bit each frame, and gives the time each frame took. */
function scrollThrough(page) {
  return page
    .getByRole("list", { name: "People in the meeting" })
    .evaluate(async (list) => {
      const box = list.parentElement;
      const frames = [];
      let last = performance.now();
      while (box.scrollTop + box.clientHeight < box.scrollHeight - 1) {
        box.scrollTop += 400;
        const now = await new Promise((resolve) =>
          requestAnimationFrame(resolve),
        );
        frames.push(now - last);
        last = now;
      }
      return frames;
    });
}

async function busyMs(devtools) {
  const { metrics } = await devtools.send("Performance.getMetrics");
  return metrics.find((one) => one.name === "TaskDuration").value * 1000;
}

const at = (sorted, share) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];

/** Requests on behalf of guests come and go, all of them seen by the page. */
async function storm(origin, { token, id }) {
  const status = await fetch(`${origin}/api/v1/meetings/${id}/audit?limit=1`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  const before = (await status.json()).head_seq;
  const guests = await guestIds(origin, token, id);
  for (let index = 0; index < stormSeconds * eventsPerSecond; index += 1) {
    const next = new Promise((resolve) =>
      setTimeout(resolve, 1000 / eventsPerSecond),
    );
    const beneficiary = guests[index % guests.length];
    await command(origin, token, id, { type: "request_floor", beneficiary });
    await next;
  }
  return before + stormSeconds * eventsPerSecond;
}

async function guestIds(origin, token, id) {
  const answer = await fetch(
    `${origin}/api/v1/meetings/${id}/audit?after=3&limit=200`,
    {
      headers: { Authorization: `Bearer ${token}` },
    },
  );
  const { items } = await answer.json();
  return items
    .filter((one) => one.kind === "participant_joined")
    .map((one) => one.payload.participant_id);
}

export async function standInACrowd(browser, folder) {
  const server = new Server({
    dataDir: join(folder, "crowd"),
    settings: {
      ORCHESTRASEC_CALLS_PER_SECOND: "5000",
      ORCHESTRASEC_CALLS_BURST: "5000",
    },
  });
  let person;
  let meeting;
  try {
    await step("a thousand people come into a meeting", async () => {
      await server.start();
      meeting = await fill(server.origin);
      person = await Person.enter(browser, server, "Uma Field");
      await goIn(person, meeting.id);
    });
    const { page } = person;
    await step(
      "the page holds only what is seen of a thousand people, and shows each of them",
      async () => {
        const elements = await page.locator("*").count();
        check(elements <= elementsMax, `the page has ${elements} elements`);
        const frames = (await scrollThrough(page))
          .slice(1)
          .sort((a, b) => a - b);
        const words = [0.5, 0.95, 1]
          .map((share) => at(frames, share).toFixed(1))
          .join(" / ");
        console.log(
          `     scrolling ${crowd} people: ${frames.length} frames, p50 / p95 / longest ${words} ms; ${elements} elements`,
        );
        await page.getByText("Guest 0999", { exact: true }).first().waitFor();
        await page
          .getByRole("searchbox", { name: "Search people" })
          .fill("Guest 0123");
        await page.getByText("Guest 0123", { exact: true }).last().waitFor();
        await page.getByRole("searchbox", { name: "Search people" }).fill("");
      },
    );
    await step("the page keeps up with twenty events a second", async () => {
      const devtools = await person.context.newCDPSession(page);
      await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
      const from = await busyMs(devtools);
      await storm(server.origin, meeting);
      const tab = page.getByRole("tab", { name: /^Queue/ });
      const wanted = stormSeconds * eventsPerSecond;
      await until(
        "every request is seen",
        () => tab.innerText(),
        (text) => text.includes(String(wanted)),
      );
      const busy = (await busyMs(devtools)) - from;
      console.log(
        `     ${wanted} events in ${stormSeconds} s: the page's main thread was busy for ${Math.round(busy)} ms`,
      );
      const elements = await page.locator("*").count();
      check(elements <= elementsMax, `the page has ${elements} elements`);
    });
    await step("a thousand people break no policy and leave no host", () =>
      check(person.wrongs.length === 0, person.wrongs.join("\n")),
    );
  } finally {
    await person?.context.close();
    await server.stop();
  }
}
