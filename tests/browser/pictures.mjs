// Pictures of the pages from the demo server, for looking at them and for the documentation:
//   cd web && node ../tests/browser/pictures.mjs
// Everything goes to tests/browser/out; with --docs a few also to docs/screenshots.
import { copyFile, mkdir } from "node:fs/promises";
import { desktop, openBrowser, out, Person, phone } from "./people.mjs";
import { ask, everybodyLooks, pickInMenu } from "./room.mjs";
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
  await people.Carmen.press("Release");
  await until("Dilnoza has the floor", () => people.Dilnoza.button("Release").count());
  await people.Dilnoza.press("Release");
  await until("Bo has the floor", () => people.Bo.button("Release").count());
  await until(
    "Bo has said something",
    () => people.Bo.page.getByRole("timer").innerText(),
    (left) => left <= "2:51",
  );
  await people.Bo.press("Release");
  await until("Emil has the floor", () => people.Emil.button("Release").count());
  await ask(people.Dilnoza);
  await people.Bo.press("Ask with a kind or a note");
  const dialog = people.Bo.page.getByRole("dialog");
  await dialog.getByLabel("Note (optional)").fill("A hall in Porto is free in May");
  await dialog.getByRole("button", { name: "Ask for the floor" }).click();
  await people.Bo.button("Leave queue").waitFor();
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
  if (size === "desktop") {
    const down = ada.page.getByTestId("queue-row").getByRole("button", { name: /^More for / });
    await until(
      "the queue's buttons",
      async () => (await down.count()) - (await ada.page.getByTestId("queue-row").count()),
      (missing) => missing === 0,
    );
  }
  await ada.picture(`room-facilitator-${look}`);
  const path = new URL(ada.page.url()).pathname;
  await ada.open(`${path}/record`);
  await ada.page.getByTestId("record-row").first().waitFor();
  await ada.page.getByText("Spoken in all").waitFor();
  await ada.picture(`record-${look}`);
  await ada.open("/settings");
  await ada.heading("Settings").waitFor();
  await ada.picture(`settings-${look}`);
  await ada.context.close();
  for (const name of ["Emil Novák", "Bo Chen", "Omar Haddad"]) {
    const role = { Emil: "holder", Bo: "waiting", Omar: "observer" }[name.split(" ")[0]];
    const person = await enter(browser, name, size, theme);
    await goIn(person);
    await person.picture(`room-${role}-${look}`);
    if (size === "phone" && role === "waiting") {
      await person.page
        .getByRole("navigation", { name: "Panels" })
        .getByRole("button", { name: /Queue/ })
        .click();
      await person.page.getByRole("dialog").getByTestId("queue-row").first().waitFor();
      await person.picture(`room-queue-${look}`);
    }
    await person.context.close();
  }
}

/** What a turn looks like that ends, that is over, that somebody ends; and the room without a connection. */
async function watchATurnEnd([ada, bo, , , , , omar]) {
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
  for (const look of ["Low", "Over"]) {
    await until(
      `the turn is ${look}`,
      () => bo.page.getByTestId("token-bar").getAttribute("data-look"),
      (now) => now === `mine${look}`,
      30_000,
    );
    await bo.picture(`room-mine-${look.toLowerCase()}`);
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
  await watchATurnEnd(people);
  const wrongs = people.flatMap((person) => person.wrongs);
  if (wrongs.length > 0) throw new Error(wrongs.join("\n"));
  if (process.argv.includes("--docs")) await forTheDocumentation();
  console.log(`pictures are in ${out}`);
} finally {
  await browser.close();
  await server.stop();
}
