// The story: five people, one meeting, one crash, and a record that proves itself.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { password } from "./raw.mjs";
import {
  ask,
  commonEndOfTurn,
  everybodyIsInPhase,
  everybodyKnowsThePlace,
  everybodyLooks,
  everybodySeesHolder,
  everybodySeesQueue,
  pickInMenu,
  queueOf,
  turnHasRun,
} from "./room.mjs";
import { command } from "./server.mjs";
import { check, step, until, within } from "./steps.mjs";

const title = "Where the new library goes";

async function signUp(person) {
  const { page } = person;
  await person.open("/");
  await page.getByRole("link", { name: "Create an account" }).click();
  await page.getByLabel("Your name").fill(person.name);
  await page.getByLabel("Email").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await person.press("Create account");
  await person.heading("Meetings").waitFor();
}

/** Ada makes a meeting in which she gives the floor herself; gives its address. */
async function create(ada) {
  const { page } = ada;
  await page.getByRole("link", { name: "New meeting" }).click();
  await page.getByLabel("Title").fill(title);
  check(
    await page.getByRole("radio", { name: "Start when everyone is here" }).isChecked(),
    "a new meeting is not planned unless one says so",
  );
  await page.getByText("Chaired", { exact: true }).click();
  await ada.press("Create meeting");
  await page.getByTestId("token-bar").waitFor();
  return new URL(page.url()).pathname;
}

async function enter(person, address, button) {
  await person.open(address);
  await person.heading(title).waitFor();
  await person.press(button);
  await person.page.getByTestId("token-bar").waitFor();
}

/** From now on whoever waits longest gets the floor by itself. */
async function grantAutomatically(ada) {
  await pickInMenu(ada, "Edit meeting…");
  const dialog = ada.page.getByRole("dialog");
  await dialog.getByText("Automatic", { exact: true }).click();
  await dialog.getByRole("button", { name: "Save changes" }).click();
  await dialog.waitFor({ state: "detached" });
}

/** Cuts the server off in the middle of a turn; nobody touches a browser until all are back. */
async function crash(server, everybody, holder, queue) {
  await turnHasRun(holder, 5);
  const before = await commonEndOfTurn(everybody);
  await server.kill();
  await everybodyLooks(everybody, "offline");
  check(
    (await holder.page.getByRole("timer").count()) === 0,
    "an old countdown stays while the connection is away",
  );
  await server.start();
  await everybodySeesHolder(everybody, holder);
  await everybodySeesQueue(everybody, queue);
  const after = await commonEndOfTurn(everybody);
  const drift = Math.abs(after - before);
  check(drift <= 2_000, `the turn ends ${drift} ms off after the restart`);
}

async function download(person, folder) {
  await person.page.getByRole("link", { name: "Read the record" }).click();
  await person.page.getByTestId("record-row").first().waitFor();
  const event = person.page.waitForEvent("download");
  const [file] = await Promise.all([event, person.press("Export (JSONL)")]);
  const path = join(folder, "meeting.jsonl");
  await within("the download", file.saveAs(path));
  return { path, name: file.suggestedFilename() };
}

/** Another letter in the title of the first event: same length, still readable, not what happened. */
async function falsify(path, folder) {
  const lines = (await readFile(path, "utf8")).split("\n");
  const changed = lines[1].replace(title, title.replace("library", "librery"));
  check(
    changed !== lines[1] && changed.length === lines[1].length,
    "the first event has the meeting's title",
  );
  const falsified = join(folder, "falsified.jsonl");
  await writeFile(falsified, [lines[0], changed, ...lines.slice(2)].join("\n"));
  return falsified;
}

/** Signs out and asks for a page of the members: by the address line, and back after signing in. */
async function signOut(person, address) {
  const { page } = person;
  await page.goto(`${person.server.origin}/meetings`);
  await person.press("Sign out");
  await person.heading("Sign in").waitFor();
  await person.open(`${address}/record`);
  await person.heading("Sign in").waitFor();
  check((await page.getByTestId("record-row").count()) === 0, "the record shows without signing in");
  await page.getByLabel("Email").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await person.press("Sign in");
  await page.getByTestId("record-row").first().waitFor();
}

export async function holdMeeting(server, { ada, bo, cy, di, eve }, folder) {
  const everybody = [ada, bo, cy, di, eve];
  let address;
  let exported;

  await step("five people sign up", () => Promise.all(everybody.map(signUp)));
  await step("Ada makes a meeting", async () => {
    address = await create(ada);
  });
  await step("Bo, Cy and Di join by the link, Eve observes", async () => {
    for (const person of [bo, cy, di]) await enter(person, address, "Join meeting");
    await enter(eve, address, "Observe only");
    await until(
      "Ada sees five tiles",
      () => ada.page.getByTestId("tile").count(),
      (now) => now === 5,
    );
  });
  await step("nobody but Ada can start it; Ada does", async () => {
    check((await bo.button("Start meeting").count()) === 0, "a participant is offered to start the meeting");
    await ada.press("Start meeting");
    await everybodySeesHolder(everybody, null);
    await everybodyIsInPhase(everybody, "Ideation");
  });
  await step("Bo, Cy and Di ask: the same order on every screen", async () => {
    for (const person of [bo, cy, di]) await ask(person);
    await everybodySeesQueue(everybody, [bo, cy, di]);
    await everybodyKnowsThePlace([bo, cy, di]);
    check((await eve.button("Ask for the floor").count()) === 0, "an observer is offered the floor");
  });
  await step("Ada grants the next: Bo, on every screen", async () => {
    await ada.press("Grant next");
    await everybodySeesHolder(everybody, bo);
    await everybodySeesQueue(everybody, [cy, di]);
    await everybodyKnowsThePlace([cy, di]);
  });
  await step("the countdown is the same on every screen", () => commonEndOfTurn(everybody));
  await step("Ada lets the queue run by itself; Bo releases, Cy is next", async () => {
    await grantAutomatically(ada);
    await bo.press("Release");
    await everybodySeesHolder(everybody, cy);
    await everybodySeesQueue(everybody, [di]);
  });
  await step("Ada ends Cy's turn with a reason; Di follows", async () => {
    await ada.press("End turn");
    await ada.page.getByRole("alertdialog").getByLabel("Reason (optional)").fill("We heard this before");
    await ada.confirm("End turn");
    await everybodySeesHolder(everybody, di);
    await everybodySeesQueue(everybody, []);
  });
  await step("Bo asks and changes his mind: the queue follows", async () => {
    await ask(bo);
    await everybodySeesQueue(everybody, [bo]);
    await bo.press("Leave queue");
    await everybodySeesQueue(everybody, []);
  });
  await step("Cy, Bo and then Di: a queue behind a turn", async () => {
    await ask(cy);
    await ask(bo);
    await di.press("Release");
    await everybodySeesHolder(everybody, cy);
    await ask(di);
    await everybodySeesQueue(everybody, [bo, di]);
  });
  await step("the server is killed in Cy's turn and comes back: so does everybody", () =>
    crash(server, everybody, cy, [bo, di]),
  );
  await step("the meeting goes on after the crash", async () => {
    await cy.press("Release");
    await everybodySeesHolder(everybody, bo);
    await everybodySeesQueue(everybody, [di]);
  });
  await step("Ada leads through all phases and back once", async () => {
    for (const phase of ["Clarification", "Decision", "Feedback"]) {
      await ada.press("Next phase");
      await ada.confirm("Move on");
      await everybodyIsInPhase(everybody, phase);
    }
    check((await ada.button("Next phase").count()) === 0, "there is a phase after the last one");
    await ada.press("Previous phase");
    await ada.confirm("Go back");
    await everybodyIsInPhase(everybody, "Decision");
    await everybodySeesHolder(everybody, bo);
    await queueOf(ada, [di.name]);
  });
  await step("Ada closes the meeting for everybody", async () => {
    await pickInMenu(ada, "Close meeting for all…");
    await ada.confirm("Close meeting");
    await everybodyLooks(everybody, "closed");
  });
  await step("the record is exported and verifies", async () => {
    exported = await download(ada, folder);
    check(exported.name === "where-the-new-library-goes.record.jsonl", `the file is named ${exported.name}`);
    const { code, output } = await command("verify", exported.path);
    check(code === 0, `verify says ${code}: ${output}`);
  });
  await step("a record with one changed letter does not", async () => {
    const { code, output } = await command("verify", await falsify(exported.path, folder));
    check(code === 1 && /event 1\b/.test(output), `verify says ${code}: ${output}`);
  });
  await step("a participant reads the same record", async () => {
    const { path } = await download(di, folder);
    const { code, output } = await command("verify", path);
    check(code === 0, `verify says ${code}: ${output}`);
  });
  await step("who signed out has to sign in first", () => signOut(bo, address));
}
