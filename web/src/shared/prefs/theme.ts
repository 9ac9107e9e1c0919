import { signal } from "@/shared/lib/signal";
import { readStored, writeStored } from "@/shared/lib/storage";

export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

const dark = matchMedia("(prefers-color-scheme: dark)");
const stored = readStored("theme");

export const theme = signal<Theme>(themes.find((name) => name === stored) ?? "system");

function show(): void {
  const choice = theme.get();
  const isDark = choice === "system" ? dark.matches : choice === "dark";
  document.documentElement.dataset.theme = isDark ? "dark" : "light";
}

export function followTheme(): void {
  show();
  dark.addEventListener("change", show);
  theme.subscribe(() => {
    writeStored("theme", theme.get());
    show();
  });
}
