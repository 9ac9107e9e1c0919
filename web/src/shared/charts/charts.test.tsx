import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import i18next from "i18next";
import { beforeAll, describe, expect, it } from "vitest";
import { withTexts } from "@/test/texts";
import texts from "../../locales/en/charts.json";
import { LorenzChart } from "./LorenzChart";
import { ShareBars } from "./ShareBars";
import { SpentBars } from "./SpentBars";
import { StackedBar } from "./StackedBar";
import { TurnTimeline } from "./TurnTimeline";

beforeAll(async () => {
  await withTexts();
  i18next.addResourceBundle("en", "charts", texts);
});

const shares = [
  { id: "a", name: "Ada", seconds: 90, turns: 2 },
  { id: "b", name: "Bo", seconds: 30, turns: 1 },
  { id: "c", name: "Cy", seconds: 0, turns: 0 },
];

describe("a chart", () => {
  it("says what it shows, and shows the same as a table", async () => {
    render(<ShareBars title="Speaking time" shares={shares} />);
    expect(screen.getByRole("img")).toHaveAccessibleName(
      "Speaking time of 3 people. Ada spoke longest: 1:30. The median is 0:30.",
    );
    await userEvent.click(screen.getByRole("button", { name: "Show “Speaking time” as a table" }));
    const rows = within(screen.getByRole("table", { name: "Speaking time" })).getAllByRole("row");
    expect(rows.map((row) => row.textContent)).toEqual([
      "PersonTimeShareTurns",
      "Ada1:3075%2",
      "Bo0:3025%1",
      "Cy0:000%0",
    ]);
    await userEvent.click(screen.getByRole("button", { name: "Show “Speaking time” as a chart" }));
    expect(screen.getByRole("img")).toBeInTheDocument();
  });

  it("says in words how even it is", () => {
    render(<LorenzChart title="How evenly" values={[90, 30, 0]} />);
    expect(screen.getByRole("img").getAttribute("aria-label")).toMatch(/^Gini coefficient 0\.50: unevenly/);
  });

  it("is a sentence while there is nothing to draw", () => {
    render(<LorenzChart title="How evenly" values={[0, 0]} />);
    expect(screen.queryByRole("img")).toBeNull();
    expect(screen.getByText("Nobody has spoken yet.")).toBeInTheDocument();
  });

  it("counts turns and people on the timeline", () => {
    const turns = [
      { start: 0, end: 10_000, kind: "contribution" as const },
      { start: 20_000, end: 30_000, kind: "direct_reply" as const },
    ];
    render(
      <TurnTimeline
        title="Who spoke when"
        lanes={[{ id: "a", name: "Ada", turns }]}
        axis={{ start: 0, end: 60_000 }}
      />,
    );
    expect(screen.getByRole("img")).toHaveAccessibleName("Turns: 2. Speakers: 1. Time shown: 1:00.");
  });

  it("tells parts of a whole, and what took longer than planned", () => {
    render(
      <>
        <StackedBar
          title="Requests"
          empty="none"
          parts={[
            { id: "g", label: "Granted", value: 3, tone: 3 },
            { id: "d", label: "Declined", value: 0, tone: 4 },
          ]}
        />
        <SpentBars
          title="By phase"
          empty="none"
          rows={[
            { id: "x", title: "Ideas", plannedMs: 60_000, spentMs: 90_000, speakingMs: 45_000, turns: 2 },
            { id: "y", title: "Vote", plannedMs: null, spentMs: 0, speakingMs: 0, turns: 0 },
          ]}
        />
      </>,
    );
    const [whole, spent] = screen.getAllByRole("img");
    expect(whole).toHaveAccessibleName("Granted: 3");
    expect(spent).toHaveAccessibleName("2 parts, 1 over the plan.");
  });
});
