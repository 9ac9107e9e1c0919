import { expect, it } from "vitest";
import { itemTime } from "./itemTime";
import { safeLink } from "./safeLink";

it.each([
  ["https://example.org/offer", "https://example.org/offer"],
  ["http://example.org", "http://example.org/"],
  ["javascript:alert(1)", undefined],
  [" JavaScript:alert(1)", undefined],
  ["data:text/html,<script>", undefined],
  ["example.org", undefined],
])("leads from %s to %s", (url, href) => {
  expect(safeLink(url)).toBe(href);
});

it("counts the time of an item, and goes on while it is the current one", () => {
  const item = { item_id: 1, title: "", owner: null, planned_ms: null, links: [], spent_ms: 5000 };
  const at = "2026-11-23T09:30:00.000Z";
  const now = Date.parse(at) + 2000;
  expect(itemTime({ ...item, entered_at: null }, now)).toBe(5000);
  expect(itemTime({ ...item, entered_at: at }, now)).toBe(7000);
});
