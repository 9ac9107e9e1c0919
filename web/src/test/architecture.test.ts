import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const source = join(import.meta.dirname, "..");
const files = readdirSync(source, { recursive: true, encoding: "utf8" })
  .filter((file) => /\.tsx?$/.test(file) && !file.startsWith("gen/"))
  .map((file) => ({ file, text: readFileSync(join(source, file), "utf8") }));

const offenders = (wrong: (each: { file: string; text: string }) => boolean) =>
  files.filter(wrong).map(({ file }) => file);
const importsOf = (text: string) => Array.from(text.matchAll(/from "([^"]+)"/g), ([, from]) => from ?? "");

describe("the lay-out of the code", () => {
  it("has features that know shared parts and never one another, the room's front door excepted", () => {
    const foreign = ({ file, text }: { file: string; text: string }) => {
      const own = /^features\/(\w+)\//.exec(file)?.[1];
      return importsOf(text).some(
        (from) =>
          own &&
          from !== "@/features/room" &&
          /^@\/(features|app)\//.test(from) &&
          !from.startsWith(`@/features/${own}/`),
      );
    };
    expect(offenders(foreign)).toEqual([]);
  });

  it("has shared parts that know no feature", () => {
    const up = ({ file, text }: { file: string; text: string }) =>
      file.startsWith("shared/") && importsOf(text).some((from) => /^@\/(features|app)\//.test(from));
    expect(offenders(up)).toEqual([]);
  });

  it("keeps React out of the real-time client, hooks excepted", () => {
    const react = ({ file, text }: { file: string; text: string }) =>
      file.startsWith("shared/rt/") && file !== "shared/rt/hooks.ts" && importsOf(text).includes("react");
    expect(offenders(react)).toEqual([]);
  });

  it("takes wire types from one file", () => {
    const direct = ({ file, text }: { file: string; text: string }) =>
      !["shared/rt/wire.ts", "shared/api/types.ts"].includes(file) &&
      importsOf(text).some((from) => from.startsWith("@/gen/"));
    expect(offenders(direct)).toEqual([]);
  });

  it("has no file above 400 lines", () => {
    expect(offenders(({ text }) => text.split("\n").length > 400)).toEqual([]);
  });

  it("names sides so that they turn around with the language", () => {
    const physical =
      /["'`\s:-](?:ml|mr|pl|pr|left|right|rounded-[lr]|border-[lr]|text-left|text-right)-(?:\d|\[|auto)|text-(?:left|right)\b/;
    expect(offenders(({ file, text }) => file.endsWith("x") && physical.test(text))).toEqual([]);
  });
});
