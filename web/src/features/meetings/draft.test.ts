import { describe, expect, it } from "vitest";
import type { Template } from "@/shared/api/types";
import { agendaOf, blank, bodyOf, moved, withTemplate } from "./draft";

const template: Template = {
  key: "structured_debate",
  title: "Structured debate",
  description: "",
  phases: [],
  settings: { queue_order: "alternate_stance" },
  agenda: [{ title: "The motion", planned_ms: 900_000, links: [] }],
  source: "built_in",
  planned_ms: 0,
};

describe("a draft", () => {
  it("takes the rules and the agenda of a template", () => {
    const draft = withTemplate(blank, template);
    expect(draft.settings.queue_order).toBe("alternate_stance");
    expect(draft.agenda).toMatchObject([{ title: "The motion", minutes: "15" }]);
    expect(bodyOf(draft, template)).toMatchObject({ template: "structured_debate" });
    expect(bodyOf(draft, template).plan).toBeUndefined();
  });

  it("keeps an agenda that was typed, and sends it with the whole plan", () => {
    const typed = {
      ...blank,
      title: " Debate ",
      ownAgenda: true,
      agenda: [{ row: 1, title: "Mine", minutes: "" }],
    };
    const draft = withTemplate(typed, template);
    expect(draft.agenda).toEqual(typed.agenda);
    const body = bodyOf(draft, template);
    expect(body.template).toBeUndefined();
    expect(body.plan).toEqual({
      key: "structured_debate",
      title: "Structured debate",
      description: "",
      phases: [],
      settings: { queue_order: "alternate_stance" },
      agenda: [{ title: "Mine", links: [] }],
    });
    expect(body.title).toBe("Debate");
  });

  it("leaves out items without a title", () => {
    const items = [
      { row: 1, title: " ", minutes: "5" },
      { row: 2, title: "Budget", minutes: "5" },
    ];
    expect(agendaOf(items)).toEqual([{ title: "Budget", planned_ms: 300_000, links: [] }]);
  });

  it("says when it is planned, or says nothing", () => {
    expect("scheduled_start" in bodyOf(blank, undefined)).toBe(false);
    const later = { ...blank, scheduled_start: "2026-11-25T10:00:00.000Z" };
    expect(bodyOf(later, undefined).scheduled_start).toBe(later.scheduled_start);
  });
});

it("moves one of a list", () => {
  expect(moved(["a", "b", "c"], 2, 0)).toEqual(["c", "a", "b"]);
  expect(moved(["a", "b", "c"], 0, 1)).toEqual(["b", "a", "c"]);
});
