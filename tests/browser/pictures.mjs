// Pictures of the pages from the demo server, for looking at them and for the documentation:
//   cd web && node ../tests/browser/pictures.mjs
// Everything goes to tests/browser/out; with --docs a few also to docs/screenshots.
import { copyFile, mkdir } from "node:fs/promises";
import { desktop, openBrowser, out, Person, phone } from "./people.mjs";
import { statesOfTheRoom } from "./pictures-room.mjs";
import { everybodyLooks, openPanel, pickInMenu } from "./room.mjs";
import { root, Server } from "./server.mjs";
import { until } from "./steps.mjs";

const server = new Server({ dataDir: out, command: ["serve", "--demo"] });
const live = "Where we meet next year";
const sizes = { desktop, phone };
const themes = ["light", "dark"];
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));

async function enter(browser, name, size, theme) {
  const person = await Person.enter(browser, server, name, sizes[size], theme);
  const password = /all with the password (\S+)/.exec(server.log)[1];
  await person.open("/");
  await person.heading("Sign in").waitFor();
  await person.page.evaluate(() => document.fonts.ready);
  if (name === "Ada Lovelace") await person.picture(`sign-in-${size}-${theme}`);
  await person.page.getByLabel("Email").fill(person.email);
  await person.page.getByLabel("Password", { exact: true }).fill(password);
  await person.press("Sign in");
  await person.page
    .getByRole("link", { name: `Join ${live}` })
    .or(person.page.getByRole("link", { name: `Open ${live}` }))
    .first()
    .waitFor();
  return person;
}

/** Goes in, and waits for what is fetched after the room itself. */
async function goIn(person) {
  const { page } = person;
  await page
    .getByRole("link", { name: new RegExp(`^(Join|Open) ${live}$`) })
    .first()
    .click();
  // Who comes into a live meeting is asked for camera and microphone first.
  const without = person.button("Join without devices");
  await without.or(page.getByTestId("token-bar")).first().waitFor();
  if (await without.count()) await without.click();
  const look = () => page.getByTestId("token-bar").getAttribute("data-look");
  await until(`${person.given} is connected`, look, (now) => now !== "offline");
  await person.button("Meeting menu").waitFor();
  await until(
    "the tiles",
    () => page.getByTestId("tile").count(),
    (count) => count >= 6,
  );
}

/** Everybody is there, so that nobody is shown as away, and has said something. */
async function fillTheRoom(browser) {
  const people = {};
  for (const name of [
    "Ada Lovelace",
    "Bo Chen",
    "Carmen Ruiz",
    "Dilnoza Karimova",
    "Emil Novák",
    "Fatima Zahra",
    "Omar Haddad",
  ]) {
    const person = await enter(browser, name, "desktop", "light");
    await goIn(person);
    people[person.given] = person;
  }
  await until("Carmen has the floor", () => people.Carmen.button("Release").count());
  return Object.values(people);
}

async function lookAround(browser, size, theme) {
  const look = `${size}-${theme}`;
  const ada = await enter(browser, "Ada Lovelace", size, theme);
  await ada.picture(`meetings-${look}`);
  await ada.page.getByRole("link", { name: "New meeting" }).click();
  await ada.page.getByText("Open discussion").waitFor();
  await ada.picture(`create-${look}`, { fullPage: true });
  await ada.open("/meetings");
  await goIn(ada);
  await panels(ada, size, `room-facilitator-${look}`);
  const path = new URL(ada.page.url()).pathname;
  await ada.open(`${path}/dashboard`);
  await ada.page.getByTestId("holder").waitFor();
  await ada.picture(`dashboard-${look}`, { fullPage: true });
  await ada.open(`${path}/record`);
  await ada.page.getByTestId("record-row").first().waitFor();
  await ada.page.getByText("Spoken in all").waitFor();
  await ada.picture(`record-${look}`);
  await ada.open("/settings");
  await ada.heading("Settings").waitFor();
  await ada.picture(`settings-${look}`);
  await ada.context.close();
  for (const name of ["Carmen Ruiz", "Bo Chen", "Omar Haddad"]) {
    const role = { Carmen: "holder", Bo: "waiting", Omar: "observer" }[name.split(" ")[0]];
    const person = await enter(browser, name, size, theme);
    await goIn(person);
    await person.picture(`room-${role}-${look}`);
    if (size === "phone" && role === "waiting") {
      const sheet = await openPanel(person, "Queue");
      await sheet.getByTestId("queue-row").first().waitFor();
      await person.picture(`room-queue-${look}`);
    }
    await person.context.close();
  }
}

/** The room as who leads it sees it, with each of its panels. */
async function panels(ada, size, name) {
  const { page } = ada;
  const open = (panel) =>
    size === "phone" ? openPanel(ada, panel) : page.getByRole("tab", { name: new RegExp(panel) }).click();
  const queue = () => page.getByTestId("queue-row");
  if (size === "phone") await ada.picture(name);
  await open("Queue");
  const menus = queue().getByRole("button", { name: /^More for the request of / });
  await until(
    "the queue's buttons",
    async () => (await menus.count()) - (await queue().count()),
    (missing) => missing === 0,
  );
  await ada.picture(size === "phone" ? `${name}-queue` : name);
  for (const panel of ["People", "Agenda"]) {
    await open(panel);
    await page.getByTestId(panel === "People" ? "person-row" : "agenda-row").first().waitFor();
    await ada.picture(`${name}-${panel.toLowerCase()}`);
  }
}

async function whoSpeaks(people) {
  const speaks = await Promise.all(people.map((person) => person.button("Release").count()));
  return people[speaks.indexOf(1)];
}

/** What a turn looks like that ends, that is over, that somebody ends; and the room without a connection. */
async function watchATurnEnd([ada, ...others]) {
  const omar = others.at(-1);
  await omar.open("/meetings");
  await omar.page.getByRole("link", { name: "Open Budget 2027: first reading" }).first().click();
  await omar.button("Join meeting").waitFor();
  await omar.picture("lobby");
  await pickInMenu(ada, "Edit meeting…");
  await ada.page.getByRole("dialog").getByLabel("Longest turn").selectOption({ label: "30 seconds" });
  await ada.picture("edit-meeting");
  await ada.press("Save changes");
  await ada.page.getByRole("dialog").waitFor({ state: "detached" });
  await ada.press("End turn");
  await ada.page.getByRole("alertdialog").waitFor();
  await ada.picture("end-turn");
  await ada.confirm("End turn");
  const speaker = await until("the next one speaks", () => whoSpeaks(others));
  for (const look of ["Low", "Over"]) {
    await until(
      `the turn is ${look}`,
      () => speaker.page.getByTestId("token-bar").getAttribute("data-look"),
      (now) => now === `mine${look}`,
      30_000,
    );
    await speaker.picture(`room-mine-${look.toLowerCase()}`);
    await ada.picture(`room-${look.toLowerCase()}`);
  }
  await ada.page.getByRole("tab", { name: /People/ }).click();
  await ada.page.getByTestId("person-row").first().waitFor();
  await ada.picture("people");
  await ada.page.getByRole("tab", { name: /Activity/ }).click();
  await ada.page.getByTestId("activity-row").first().waitFor();
  await ada.press("Meeting menu");
  await ada.page.getByRole("menuitem").first().waitFor();
  await ada.picture("activity");
  await ada.page.keyboard.press("Escape");
  await server.kill();
  await everybodyLooks([ada], "offline");
  await ada.picture("room-offline");
}

async function forTheDocumentation() {
  const folder = `${root}docs/screenshots`;
  await mkdir(folder, { recursive: true });
  const chosen = {
    "room-desktop": "room-facilitator-desktop-light",
    "room-phone": "room-waiting-phone-light",
    "dashboard-desktop": "dashboard-desktop-light",
    "meetings-desktop": "meetings-desktop-light",
    "record-desktop": "record-desktop-light",
  };
  for (const [name, from] of Object.entries(chosen)) {
    await copyFile(`${out}${from}.png`, `${folder}/${name}.png`);
  }
}

const browser = await openBrowser();
try {
  await server.start();
  await until("the demo's password", () => /all with the password \S+/.test(server.log));
  const people = await fillTheRoom(browser);
  for (const size of Object.keys(sizes)) {
    for (const theme of themes) await lookAround(browser, size, theme);
  }
  await statesOfTheRoom(people);
  await watchATurnEnd(people);
  const wrongs = people.flatMap((person) => person.wrongs);
  if (wrongs.length > 0) throw new Error(wrongs.join("\n"));
  if (process.argv.includes("--docs")) await forTheDocumentation();
  console.log(`pictures are in ${out}`);
} finally {
  await browser.close();
  await server.stop();
}
