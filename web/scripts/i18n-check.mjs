// Finds texts that are used and missing, there and unused, or not the same in all languages.
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

const source = fileURLToPath(new URL("../src", import.meta.url));
const locales = join(source, "locales");
const plural = /_(ordinal_)?(zero|one|two|few|many|other)$/;
/** Texts whose keys are stable names from the server, put together at run time. */
const fromServer = new Set(["errors", "events"]);

const flatten = (value, prefix = "") =>
  Object.entries(value).flatMap(([key, text]) =>
    typeof text === "string" ? [prefix + key] : flatten(text, `${prefix}${key}.`),
  );

function textsOf(language) {
  const files = readdirSync(join(locales, language));
  return new Map(
    files.map((file) => {
      const keys = flatten(JSON.parse(readFileSync(join(locales, language, file), "utf8")));
      return [basename(file, ".json"), new Set(keys.map((key) => key.replace(plural, "")))];
    }),
  );
}

const code = readdirSync(source, { recursive: true })
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file) && !file.startsWith("gen"))
  .map((file) => readFileSync(join(source, file), "utf8"))
  .join("\n");

/** Every string in the code that could be a key, and the fixed beginnings of those that are put together. */
const literals = new Set([...code.matchAll(/"([A-Za-z][\w.]*)"/g)].map(([, key]) => key));
const patterns = [...code.matchAll(/`([A-Za-z][\w.]*[._])?\$\{[^}`]+\}([\w.]*)`/g)]
  .filter(([, start, end]) => start || end)
  .map(
    ([, start = "", end]) => new RegExp(`^${start.replaceAll(".", "\\.")}\\w+${end.replaceAll(".", "\\.")}$`),
  );

const problems = [];
const english = textsOf("en");
for (const [name, keys] of english) {
  for (const key of keys) {
    const used = fromServer.has(name) || literals.has(key) || patterns.some((pattern) => pattern.test(key));
    if (!used) problems.push(`en/${name}.json: “${key}” is not used`);
  }
}
const everything = new Set([...english.values()].flatMap((keys) => [...keys]));
for (const [, key] of code.matchAll(/\b(?:t|common)\(\s*"([\w.]+)"/g)) {
  if (!everything.has(key)) problems.push(`“${key}” is used and missing`);
}
for (const language of readdirSync(locales)) {
  const texts = textsOf(language);
  for (const [name, keys] of english) {
    const there = texts.get(name) ?? new Set();
    for (const key of keys)
      if (!there.has(key)) problems.push(`${language}/${name}.json: “${key}” is missing`);
    for (const key of there)
      if (!keys.has(key)) problems.push(`${language}/${name}.json: “${key}” is too much`);
  }
}
for (const problem of problems) console.log(problem);
if (problems.length === 0) console.log(`${everything.size} texts, all there and all used`);
process.exit(problems.length > 0 ? 1 : 0);
