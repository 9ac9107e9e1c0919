import { expect, it } from "vitest";
import { keyOfTitle, limitChoices, settingsOf, usualSettings, withKindLimit, withLimit } from "./settings";

it("warns before the end also of a short turn", () => {
  expect(withLimit(usualSettings, 30_000).warning_ms).toBe(10_000);
  expect(withLimit(usualSettings, 600_000).warning_ms).toBe(30_000);
  expect(withLimit(usualSettings, null)).toMatchObject({ turn_limit_ms: null, warning_ms: 30_000 });
});

it("offers an unusual limit that is set", () => {
  expect(limitChoices(45_000)).toContain(45_000);
  expect(limitChoices(null)).not.toContain(null);
});

it("lays a template's settings over the usual ones", () => {
  const settings = settingsOf({ queue_order: "alternate_stance", turn_limit_ms: null });
  expect(settings).toMatchObject({ queue_order: "alternate_stance", turn_limit_ms: null, hold_ms: 60_000 });
});

it("sets and clears the limit of one kind", () => {
  const limited = withKindLimit(usualSettings, "point_of_order", 60_000);
  expect(limited.turn_limits).toEqual({ point_of_order: 60_000 });
  expect(withKindLimit(limited, "point_of_order", null).turn_limits).toEqual({});
});

it("makes a key of any title, and another one when it is taken", () => {
  expect(keyOfTitle("For the Motion!")).toBe("for_the_motion");
  expect(keyOfTitle("Für Élise")).toBe("fur_elise");
  expect(keyOfTitle("تجربة")).toBe("plan");
  expect(keyOfTitle("Plan", ["plan", "plan_2"])).toBe("plan_3");
});
