// The states of the floor, one after the other, as those see them whom they concern.
import { desktop, phone } from "./people.mjs";
import { until } from "./steps.mjs";

const look = (person, wanted) =>
  until(
    `${person.given} sees the floor ${wanted}`,
    () => person.page.getByTestId("token-bar").getAttribute("data-look"),
    (now) => now === wanted,
  );

/** The same page wide and narrow. */
async function twice(person, name) {
  await person.picture(`state-${name}-desktop`);
  await person.page.setViewportSize(phone.viewport);
  await person.picture(`state-${name}-phone`);
  await person.page.setViewportSize(desktop.viewport);
}

export async function statesOfTheRoom([ada, bo, carmen, dilnoza, emil, fatima]) {
  await bo.press("Ask with a kind or a note");
  await bo.page.getByRole("dialog").waitFor();
  await twice(bo, "ask");
  await bo.page.keyboard.press("Escape");
  await ada.page.getByRole("button", { name: /Change the order/ }).click();
  await ada.page.getByRole("menu").waitFor();
  await ada.picture("state-order");
  await ada.page.keyboard.press("Escape");
  await ada.press("Let in the question");
  await look(dilnoza, "mine");
  await twice(ada, "interrupted");
  await twice(carmen, "interrupted-me");
  await twice(dilnoza, "interrupting");
  await dilnoza.press("Release");
  await look(carmen, "mine");
  await ada.press("Pause the turn");
  await look(carmen, "minePaused");
  await twice(carmen, "paused-me");
  await twice(ada, "paused");
  await ada.press("Let the turn go on");
  await ada.page.getByRole("tab", { name: /People/ }).click();
  await ada.page
    .getByRole("tabpanel")
    .getByRole("button", { name: `More for ${dilnoza.name}` })
    .click();
  await ada.picture("state-person-menu");
  await ada.page.getByRole("menuitem", { name: "Invite to speak" }).click();
  await dilnoza.page.getByTestId("invitation").waitFor();
  await twice(dilnoza, "invited");
  await ada.page.getByRole("tab", { name: /Queue/ }).click();
  await ada.press("More for the queue");
  await ada.page.getByRole("menuitem", { name: /Close but for points of order/ }).click();
  await emil.page.getByText("Points of order only").waitFor();
  await twice(emil, "points-only");
  await ada.press("Open queue");
  await fatima.press("Leave queue");
}
