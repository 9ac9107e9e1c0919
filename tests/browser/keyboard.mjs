// A facilitator without a mouse: everything from making the meeting to closing it.
import {
  ask,
  commonEndOfTurn,
  everybodyIsInPhase,
  everybodyLooks,
  everybodySeesHolder,
  everybodySeesQueue,
} from "./room.mjs";
import { check, step, until } from "./steps.mjs";

const title = "Led by keys alone";

/** The accessible name of what has the focus, as far as a test needs it. */
const focused = (page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    const label = element.getAttribute("aria-label") ?? element.labels?.[0]?.textContent;
    const copy = element.cloneNode(true);
    for (const hidden of copy.querySelectorAll("[aria-hidden=true]")) hidden.remove();
    return (label ?? copy.textContent).trim();
  });

const fits = (name, wanted) => (wanted instanceof RegExp ? wanted.test(name) : name === wanted);

/** Presses Tab until this has the focus. */
async function tabTo({ page }, wanted, key = "Tab") {
  const seen = [];
  for (let count = 0; count < 120; count += 1) {
    const name = await focused(page);
    if (fits(name, wanted)) return;
    seen.push(name.slice(0, 40));
    await page.keyboard.press(key);
  }
  throw new Error(`no Tab leads to ${wanted}; seen: ${[...new Set(seen)].join(" | ")}`);
}

const press = ({ page }, ...keys) =>
  keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());

async function enterOn(person, wanted) {
  await tabTo(person, wanted);
  await press(person, "Enter");
}

/** Of radio buttons the arrows choose, not Tab. */
async function choose(person, wanted) {
  for (let count = 0; count < 12; count += 1) {
    if (fits(await focused(person.page), wanted)) return;
    await press(person, "ArrowDown");
  }
  throw new Error(`no arrow leads to ${wanted}`);
}

async function createByKeys(ada) {
  const { page } = ada;
  await ada.open("/meetings");
  await ada.heading("Meetings").waitFor();
  await enterOn(ada, "New meeting");
  await tabTo(ada, /^Title/);
  await page.keyboard.type(title);
  await tabTo(ada, /^Automatic/);
  await choose(ada, /^Chaired/);
  await enterOn(ada, "Create meeting");
  await page.getByTestId("token-bar").waitFor();
  return new URL(page.url()).pathname;
}

const timerOf = (person) => person.page.getByRole("timer").innerText();

/** Down by Alt and arrow, up again by the keyboard's way of dragging. */
async function reorder(ada, everybody, { bo, cy, di }) {
  const { page } = ada;
  await press(ada, "q");
  await until(
    "the tab of the queue has the focus",
    () => focused(page),
    (name) => /^Queue/.test(name),
  );
  await tabTo(ada, `Drag ${bo.name}`);
  await press(ada, "Alt+ArrowDown");
  await everybodySeesQueue(everybody, [cy, bo, di]);
  await press(ada, "Alt+ArrowDown");
  await everybodySeesQueue(everybody, [cy, di, bo]);
  await press(ada, "Enter");
  await tabTo(ada, `Insert before ${cy.name}`, "ArrowUp");
  await press(ada, "Enter");
  await everybodySeesQueue(everybody, [bo, cy, di]);
}

async function clockStands(everybody) {
  await everybodyLooks(everybody.slice(0, 1), "paused");
  const before = await Promise.all(everybody.map(timerOf));
  await new Promise((resolve) => setTimeout(resolve, 2_200));
  const after = await Promise.all(everybody.map(timerOf));
  check(before.join() === after.join(), `a paused clock runs: ${before} and then ${after}`);
}

export async function leadByKeyboard(_server, people) {
  const { ada, bo, cy, di } = people;
  const everybody = [ada, bo, cy, di];
  let address;
  await step("by keyboard alone: Ada makes a meeting and starts it", async () => {
    address = await createByKeys(ada);
    for (const person of [bo, cy, di]) {
      await person.open(address);
      await person.press("Join meeting");
      await person.page.getByTestId("token-bar").waitFor();
    }
    await enterOn(ada, "Start meeting");
    await everybodySeesHolder(everybody, null);
  });
  await step("by keyboard alone: Ada asks and takes it back, three others ask", async () => {
    await press(ada, "r");
    await everybodySeesQueue(everybody, [ada]);
    await press(ada, "r");
    await everybodySeesQueue(everybody, []);
    for (const person of [bo, cy, di]) await ask(person);
    await everybodySeesQueue(everybody, [bo, cy, di]);
  });
  await step("by keyboard alone: Ada reorders the queue", () => reorder(ada, everybody, people));
  await step("by keyboard alone: Ada grants the next and gives half a minute more", async () => {
    await press(ada, "n");
    await everybodySeesHolder(everybody, bo);
    const before = await commonEndOfTurn(everybody);
    await press(ada, "+");
    await until(
      "the turn is longer",
      async () => (await commonEndOfTurn(everybody)) - before,
      (more) => Math.abs(more - 30_000) < 2_000,
    );
  });
  await step("by keyboard alone: Ada pauses the turn, every clock stands, and goes on", async () => {
    await enterOn(ada, "Pause the turn");
    await clockStands(everybody);
    await enterOn(ada, "Let the turn go on");
    await everybodyLooks([ada], "other");
  });
  await step("by keyboard alone: Ada enters the next phase while somebody speaks", async () => {
    await enterOn(ada, "Next phase");
    await ada.page.getByRole("alertdialog").waitFor();
    await enterOn(ada, "Move on");
    await everybodyIsInPhase(everybody, "Clarification");
    await everybodySeesHolder(everybody, bo);
  });
  await step("by keyboard alone: T says how things stand", async () => {
    await press(ada, "t");
    await until(
      "the polite region speaks",
      () => ada.page.getByTestId("live-polite").innerText(),
      (words) => /Bo Lind has the floor\. .+ left\. Phase 2 of 4: Clarification\./.test(words),
    );
  });
  await step("by keyboard alone: Ada closes the meeting", async () => {
    await enterOn(ada, "Meeting menu");
    await ada.page.getByRole("menu").waitFor();
    await tabTo(ada, "Close meeting for all…", "ArrowDown");
    await press(ada, "Enter");
    await ada.page.getByRole("alertdialog").waitFor();
    await enterOn(ada, "Close meeting");
    await everybodyLooks(everybody, "closed");
  });
}
