import { expect, it } from "vitest";
import { bringFile, NotJson, readPlan } from "./bring-file";

it("reads a plan and leaves its contents to the server", () => {
  expect(readPlan('{"key":"x","nonsense":1}')).toEqual({ key: "x", nonsense: 1 });
});

it.each(["", "[]", "null", "7", "{key:1}"])("does not take %o for a plan", (text) => {
  expect(() => readPlan(text)).toThrow(NotJson);
});

it("does not send a file that the server would not take", async () => {
  const file = new File(["x".repeat(70_000)], "big.json");
  await expect(bringFile(file)).rejects.toMatchObject({ reason: "tooLarge" });
});
