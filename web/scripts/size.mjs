// Prints what each route costs over the wire, and fails when a route is over its budget.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const folder = new URL("../../static/", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", folder), "utf8"));

const account = "src/app/AccountPages.tsx";
const shell = "src/app/Shell.tsx";
const budgets = [
  { route: "sign in", entries: ["src/features/auth/SignInPage.tsx"], texts: ["auth"], js: 130 },
  { route: "sign up", entries: ["src/features/auth/SignUpPage.tsx"], texts: ["auth"], js: 130 },
  {
    route: "meetings",
    entries: [account, shell, "src/features/meetings/MeetingsPage.tsx"],
    texts: ["meetings"],
    js: 170,
  },
  {
    route: "new meeting",
    entries: [account, shell, "src/features/meetings/NewMeetingPage.tsx"],
    texts: ["meetings"],
    js: 170,
  },
  { route: "room", entries: [account, "src/features/room/RoomPage.tsx"], texts: ["room", "events"], js: 190 },
  {
    route: "dashboard",
    entries: [account, "src/features/facilitator/DashboardPage.tsx"],
    texts: ["facilitator", "room"],
    js: 170,
  },
  {
    route: "overview",
    entries: [account, shell, "src/features/overview/OverviewPage.tsx"],
    texts: ["overview"],
    js: 170,
  },
  {
    route: "statistics",
    entries: [account, shell, "src/features/statistics/MeetingStatisticsPage.tsx"],
    texts: ["stats", "charts"],
    js: 170,
  },
  {
    route: "record",
    entries: [account, shell, "src/features/record/RecordPage.tsx"],
    texts: ["record", "events"],
    js: 170,
  },
  {
    route: "settings",
    entries: [account, shell, "src/features/settings/SettingsPage.tsx"],
    texts: ["settings"],
    js: 170,
  },
];
const cssBudget = 15;
const textBudget = 12;

const kilobytes = (file) => gzipSync(readFileSync(new URL(file, folder)), { level: 9 }).length / 1000;

function chunksOf(key, seen = new Set()) {
  const chunk = manifest[key];
  if (!chunk) throw new Error(`${key} is not in the manifest`);
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const next of chunk.imports ?? []) chunksOf(next, seen);
  return seen;
}

function costOf(keys) {
  const chunks = [...new Set(keys.flatMap((key) => [...chunksOf(key)]))].map((key) => manifest[key]);
  const sum = (files) => [...new Set(files)].reduce((total, file) => total + kilobytes(file), 0);
  return { js: sum(chunks.map((chunk) => chunk.file)), css: sum(chunks.flatMap((chunk) => chunk.css ?? [])) };
}

const textFile = (name) => `src/locales/en/${name}.json`;
let failed = false;
for (const { route, entries, texts, js: budget } of budgets) {
  const always = ["index.html", textFile("common"), textFile("errors")];
  const { js, css } = costOf([...always, ...entries, ...texts.map(textFile)]);
  const over = js > budget || css > cssBudget;
  failed ||= over;
  const numbers = `${js.toFixed(1).padStart(6)} of ${budget} kB js  ${css.toFixed(1).padStart(5)} of ${cssBudget} kB css`;
  console.log(`${route.padEnd(12)} ${numbers}${over ? "  OVER BUDGET" : ""}`);
}
for (const [key, { file }] of Object.entries(manifest)) {
  if (!key.startsWith("src/locales/")) continue;
  if (kilobytes(file) <= textBudget) continue;
  failed = true;
  console.log(`${key} is over ${textBudget} kB`);
}
process.exit(failed ? 1 : 0);
