// What a person does and sees in the room of a meeting.
import { check, until } from "./steps.mjs";

const bar = (person) => person.page.getByTestId("token-bar");

/** What the token bar says: its state, who has the floor, my place, and when the turn ends by this screen. */
export async function seen(person) {
  const [look, title] = await Promise.all([
    bar(person).getAttribute("data-look"),
    bar(person).getByRole("heading").innerText(),
  ]);
  return { look, title: title.replace(/[\u2066-\u2069]/g, "") };
}

const isHolder = (person, holder) =>
  person === holder ? /^Your turn/ : new RegExp(`^${holder.name} has the floor$`);

/** Everybody sees that this person has the floor (or nobody: `null`). */
export async function everybodySeesHolder(people, holder) {
  await Promise.all(
    people.map((person) =>
      until(
        `${person.given} sees ${holder ? `${holder.given} with the floor` : "a free floor"}`,
        () => seen(person),
        ({ look, title }) =>
          look !== "offline" &&
          (holder ? isHolder(person, holder).test(title) : title === "The floor is free"),
      ),
    ),
  );
}

export async function everybodyLooks(people, look) {
  await Promise.all(
    people.map((person) =>
      until(
        `${person.given} is ${look}`,
        () => seen(person),
        (now) => now.look === look,
      ),
    ),
  );
}

const rows = (within) =>
  within
    .getByTestId("queue-row")
    .evaluateAll((all) => all.map((row) => row.querySelector("bdi").textContent));

/** The names in the queue from the first to the last; a phone shows them in a sheet. */
export async function queueOf(person, names) {
  const expected = names.join(", ");
  const what = `${person.given}'s queue is ${expected || "empty"}`;
  if (!person.isOnPhone) {
    await until(
      what,
      async () => (await rows(person.page)).join(", "),
      (now) => now === expected,
    );
    return;
  }
  const sheet = await openPanel(person, "Queue");
  await until(
    what,
    async () => (await rows(sheet)).join(", "),
    (now) => now === expected,
  );
  check(await bar(person).isVisible(), "the panel covers the token bar");
  await closePanel(person, sheet);
}

/** Opens a panel over the stage, as a phone does it; gives the panel. */
export async function openPanel(person, name) {
  const { page } = person;
  const panels = page.getByRole("navigation", { name: "Panels" });
  await panels.getByRole("button", { name: new RegExp(name) }).click();
  const sheet = page.getByRole("region", { name, exact: true });
  await sheet.waitFor();
  return sheet;
}

export async function closePanel(person, sheet) {
  await sheet.getByRole("button", { name: "Close", exact: true }).click();
  await sheet.waitFor({ state: "detached" });
}

export async function everybodySeesQueue(people, asking) {
  const names = asking.map((person) => person.name);
  await Promise.all(people.map((person) => queueOf(person, names)));
}

const ordinals = ["1st", "2nd", "3rd", "4th", "5th"];

/** Everybody who asked reads the own place. */
export async function everybodyKnowsThePlace(asking) {
  await Promise.all(
    asking.map((person, index) => {
      const words = index === 0 ? "You are next" : `You are ${ordinals[index]} of ${asking.length}`;
      const read = () => person.page.getByTestId("my-place").allInnerTexts();
      return until(`${person.given} reads “${words}”`, read, (now) => now.join() === words);
    }),
  );
}

/** Asks and waits until the server has said yes, so that the order is the order of the calls. */
export async function ask(person) {
  await person.press("Ask for the floor");
  await until(
    `${person.given} has asked`,
    async () => (await person.button("Leave queue").count()) + (await person.button("Release").count()),
  );
}

/** When the turn ends by the countdown on this screen, in local milliseconds; whole seconds are what it shows. */
export async function endOfTurn(person) {
  const text = await person.page.getByRole("timer").innerText();
  const parts = /^(\d+):(\d\d)$/.exec(text.trim());
  check(parts, `${person.given}'s countdown reads “${text}”`);
  return Date.now() + (Number(parts[1]) * 60 + Number(parts[2])) * 1000;
}

/** Some time of the turn has passed: a turn that began anew would be told from one that went on. */
export async function turnHasRun(person, seconds) {
  const countdown = () => person.page.getByRole("timer").innerText();
  const first = await countdown();
  const toSeconds = (text) => text.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
  await until(
    `${seconds} s of the turn pass`,
    countdown,
    (now) => toSeconds(first) - toSeconds(now) >= seconds,
  );
}

/** All countdowns end at the same time, give or take 1.5 s; gives that time. */
export async function commonEndOfTurn(people) {
  const read = () => Promise.all(people.map(endOfTurn));
  const ends = await until(
    "all countdowns agree",
    read,
    (all) => Math.max(...all) - Math.min(...all) <= 1_500,
  );
  return ends.reduce((sum, end) => sum + end, 0) / ends.length;
}

/** Everybody sees these words at the head of the token bar; the one they are about sees others. */
export async function everybodyReads(people, words) {
  await Promise.all(
    people.map((person) =>
      until(
        `${person.given} reads “${words}”`,
        () => seen(person),
        ({ title }) => title === words,
      ),
    ),
  );
}

/** Why each waits where they wait, from the first to the last. */
export const reasons = (person) => person.page.getByTestId("why").allInnerTexts();

/** Asks for a kind of turn with a few words. */
export async function askFor(person, kind, note) {
  await person.press("Ask with a kind or a note");
  const dialog = person.page.getByRole("dialog");
  await dialog.getByText(kind, { exact: true }).click();
  if (note) await dialog.getByLabel("Note (optional)").fill(note);
  await dialog.getByRole("button", { name: "Ask for the floor" }).click();
  await dialog.waitFor({ state: "detached" });
}

/** Everybody sees the meeting in this phase. */
export async function everybodyIsInPhase(people, title) {
  await Promise.all(
    people.map((person) => {
      const { page } = person;
      const place = person.isOnPhone ? page.getByTestId("phase") : page.locator("[aria-current=step]");
      return until(
        `${person.given} sees the phase ${title}`,
        () => place.innerText(),
        (now) => now.includes(title),
      );
    }),
  );
}

export async function pickInMenu(person, entry) {
  await person.press("Meeting menu");
  await person.page.getByRole("menuitem", { name: entry, exact: true }).click();
}
