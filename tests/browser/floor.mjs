// The fair floor: kinds, sides, interruptions, roles that change, a phone that reorders, and a race.
import { badNames } from "./names.mjs";
import { race } from "./race.mjs";
import { accessOf, command } from "./raw.mjs";
import {
  askFor,
  closePanel,
  endOfTurn,
  everybodyReads,
  everybodySeesHolder,
  everybodySeesQueue,
  openPanel,
  reasons,
} from "./room.mjs";
import { check, step, until } from "./steps.mjs";

const title = "Who shall speak";

async function create(server, token) {
  const answer = await fetch(`${server.origin}/api/v1/meetings`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
    body: JSON.stringify({
      title,
      template: "open_discussion",
      settings: { granting: "chaired", queue_order: "alternate_stance", turn_limit_ms: 120_000 },
    }),
  });
  check(answer.ok, `creating says ${answer.status}`);
  return (await answer.json()).id;
}

async function enter(person, address, button) {
  await person.open(address);
  if (button) await person.press(button);
  await person.page.getByTestId("token-bar").waitFor();
}

/** What a facilitator picks for somebody in the list of people. */
async function pickFor(ada, name, entry) {
  await ada.page.getByRole("tab", { name: /People/ }).click();
  const panel = ada.page.getByRole("tabpanel");
  await panel.getByRole("button", { name: `More for ${name}`, exact: true }).click();
  await ada.page.getByRole("menuitem", { name: entry, exact: true }).click();
  await ada.page.getByRole("tab", { name: /Queue/ }).click();
}

async function aQuestionComesBetween(everybody, { ada, bo, cy }) {
  await askFor(bo, "Question", "How much is it?");
  const before = await endOfTurn(cy);
  const left = before - Date.now();
  await ada.press("Let in the question");
  await everybodyReads(
    everybody.filter((person) => person !== bo),
    "Bo Lind asks a question",
  );
  const back = cy.page.getByText(/^You have the floor back afterwards, \d+:\d\d left$/);
  await back.waitFor();
  // Long enough to tell a clock that stands from one that runs.
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  await bo.press("Release");
  await everybodySeesHolder(everybody, cy);
  const lost = left - ((await endOfTurn(cy)) - Date.now());
  check(Math.abs(lost) < 2_500, `the question cost Cy ${lost} ms`);
}

/** What Eve may do follows her role, without anything else. */
async function theRoleIsLive({ ada, eve }) {
  const asks = () => eve.button("Ask for the floor").or(eve.button("Speak for it")).count();
  check((await asks()) === 0, "an observer is offered the floor");
  await pickFor(ada, eve.name, "Make participant");
  await until("Eve may ask", asks);
  await pickFor(ada, eve.name, "Make observer");
  await until("Eve's buttons are gone", asks, (count) => count === 0);
  await eve.page.getByText("You are observing").waitFor();
}

async function thePhoneReorders(everybody, { ada, bo, di }) {
  await pickFor(ada, bo.name, "Make facilitator");
  const sheet = await openPanel(bo, "Queue");
  const up = sheet.getByRole("button", { name: `Move ${di.name} up`, exact: true });
  await up.waitFor();
  const { width, height } = await up.boundingBox();
  check(width >= 44 && height >= 44, `the button is ${width}×${height}, too small for a thumb`);
  await up.click();
  await closePanel(bo, sheet);
  await everybodySeesQueue(everybody, [di, bo]);
  await pickFor(ada, bo.name, "Make participant");
}

/** What is typed in a question about a row is no order to the list around it. */
async function aRequestIsDeclined(everybody, { ada, bo, di }) {
  await ada.press(`More for the request of ${di.name}`);
  await ada.page.getByRole("menuitem", { name: "Decline request…" }).click();
  const reason = ada.page.getByRole("alertdialog").getByLabel("Reason (optional)");
  await reason.focus();
  await ada.page.keyboard.type("Was said before, no news");
  await ada.page.keyboard.press("ArrowUp");
  check((await reason.inputValue()) === "Was said before, no news", "the reason is not what was typed");
  await ada.confirm("Decline");
  await everybodySeesQueue(everybody, [bo]);
  await until(
    "Di hears why",
    () => di.page.getByTestId("live-polite").innerText(),
    (words) => words === "Your request was declined: Was said before, no news",
  );
}

async function everyControlHasItsName({ ada, bo }) {
  for (const tab of ["Queue", "People", "Agenda", "Activity"]) {
    await ada.page.getByRole("tab", { name: new RegExp(tab) }).click();
    // What leads is fetched when it is first shown.
    await until(
      `the names in ${tab} are there and their own`,
      () => badNames(ada.page),
      (bad) => bad.length === 0,
    );
  }
  await ada.page.getByRole("tab", { name: /Queue/ }).click();
  const bad = await badNames(bo.page);
  check(bad.length === 0, `on Bo's phone: ${bad.join(" | ")}`);
}

const namesIn = (person) =>
  person.page
    .getByTestId("queue-row")
    .evaluateAll((all) => all.map((row) => row.querySelector("bdi").textContent));

/** Twenty ask at once while a facilitator moves; the pages come to the order that the raw clients have. */
async function everybodyAgrees(server, meetingId, token, { ada, cy, di }) {
  const move = (position) =>
    command(server.origin, token, meetingId, { type: "move_request", request_id: 2, position }).catch(() => null);
  const { clients, order } = await race(server, meetingId, async () => {
    for (const position of [3, 1, 2]) await move(position);
  });
  const pages = [ada, cy, di];
  const lists = await until(
    "the pages have the same queue",
    () => Promise.all(pages.map(namesIn)),
    (all) => all.every((names) => names.length === order.length && names.join() === all[0].join()),
  );
  check(new Set(lists[0]).size >= 20, `only ${new Set(lists[0]).size} people wait`);
  for (const client of clients) client.close();
}

export async function shareTheFloor(server, people) {
  const { ada, bo, cy, di, eve } = people;
  const everybody = [ada, bo, cy, di, eve];
  let token;
  let id;
  await step("five people meet for a debate", async () => {
    token = await accessOf(server.origin, ada.email);
    id = await create(server, token);
    await enter(ada, `/meetings/${id}`);
    for (const person of [bo, cy, di]) await enter(person, `/meetings/${id}`, "Join meeting");
    await enter(eve, `/meetings/${id}`, "Observe only");
    await ada.press("Start meeting");
    await everybodySeesHolder(everybody, null);
  });
  await step("for and against take turns, and each place says why", async () => {
    for (const [person, words] of [
      [cy, "Speak for it"],
      [di, "Speak for it"],
      [bo, "Speak against it"],
    ]) {
      await person.press(words);
      await person.button("Leave queue").waitFor();
    }
    await everybodySeesQueue(everybody, [cy, bo, di]);
    const why = await reasons(ada);
    check(why[1] === "Other side after a speech for", `the second waits there because: ${why[1]}`);
  });
  await step("a point of order of who waits comes first, and is taken back alone", async () => {
    await askFor(di, "Point of order");
    await everybodySeesQueue(everybody, [di, cy, bo, di]);
    check((await reasons(ada))[0] === "Points of order come first", "the point of order is not explained");
    await di.press("Withdraw my request: Point of order");
    await everybodySeesQueue(everybody, [cy, bo, di]);
  });
  await step("a question comes between; the speaker goes on with the time that was left", async () => {
    await ada.press("Grant next");
    await everybodySeesHolder(everybody, cy);
    await aQuestionComesBetween(everybody, people);
    await everybodySeesQueue(everybody, [bo, di]);
  });
  await step("a role that changes acts at once", () => theRoleIsLive(people));
  await step("a facilitator reorders on a phone", () => thePhoneReorders(everybody, people));
  await step("every control has a name, and no other has it", () => everyControlHasItsName(people));
  await step("a request is declined with a reason", () => aRequestIsDeclined(everybody, people));
  await step("twenty ask within 10 ms: one order for all, at every event", () =>
    everybodyAgrees(server, id, token, people),
  );
  await step("the debate is closed", () => command(server.origin, token, id, { type: "close_meeting" }));
}
