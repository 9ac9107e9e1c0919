import i18next from "i18next";

const language = () => i18next.language || "en";

/** 83 → "1:23", 3725 → "1:02:05". */
export function clock(totalSeconds: number): string {
  const seconds = Math.max(0, Math.floor(totalSeconds));
  const pad = (value: number) => String(value).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(seconds % 60)}` : `${minutes}:${pad(seconds % 60)}`;
}

/** 90 → "1 minute 30 seconds": for what is spoken, where "1:30" could be a time of day. */
export function spokenTime(totalSeconds: number): string {
  const seconds = Math.max(0, Math.round(totalSeconds));
  const part = (value: number, unit: string) =>
    new Intl.NumberFormat(language(), { style: "unit", unit, unitDisplay: "long" }).format(value);
  const [hours, minutes, rest] = [
    Math.floor(seconds / 3600),
    Math.floor((seconds % 3600) / 60),
    seconds % 60,
  ];
  const parts = [
    hours > 0 && part(hours, "hour"),
    minutes > 0 && part(minutes, "minute"),
    (rest > 0 || seconds === 0) && part(rest, "second"),
  ];
  return parts.filter(Boolean).join(" ");
}

export function dateTime(iso: string): string {
  return new Intl.DateTimeFormat(language(), { dateStyle: "medium", timeStyle: "short" }).format(
    new Date(iso),
  );
}

export function timeOfDay(iso: string, withSeconds = false): string {
  return new Intl.DateTimeFormat(language(), {
    hour: "numeric",
    minute: "2-digit",
    ...(withSeconds ? { second: "2-digit" } : {}),
  }).format(new Date(iso));
}

const day = 86_400_000;

/** "Today, 14:30", "Tomorrow, 09:00" or a date: what one looks for in a list of meetings. */
export function nearDate(iso: string, now = new Date()): string {
  const date = new Date(iso);
  const midnight = (value: Date) =>
    new Date(value.getFullYear(), value.getMonth(), value.getDate()).getTime();
  const days = Math.round((midnight(date) - midnight(now)) / day);
  if (Math.abs(days) > 1) return dateTime(iso);
  const word = new Intl.RelativeTimeFormat(language(), { numeric: "auto" }).format(days, "day");
  return `${word.charAt(0).toLocaleUpperCase(language())}${word.slice(1)}, ${timeOfDay(iso)}`;
}

export function percent(share: number): string {
  return new Intl.NumberFormat(language(), { style: "percent", maximumFractionDigits: 0 }).format(share);
}

export function decimal(value: number, digits = 2): string {
  return new Intl.NumberFormat(language(), {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value);
}

/** "2026-11" → "November 2026". */
export function month(yearMonth: string, look: "long" | "short" = "long"): string {
  return new Intl.DateTimeFormat(language(), { month: look, year: "numeric", timeZone: "UTC" }).format(
    new Date(`${yearMonth}-01T00:00:00Z`),
  );
}

export function bytes(count: number): string {
  const unit = count < 1_000_000 ? "kilobyte" : "megabyte";
  const value = count / (unit === "kilobyte" ? 1000 : 1_000_000);
  return new Intl.NumberFormat(language(), { style: "unit", unit, maximumFractionDigits: 1 }).format(value);
}

/** Keeps a name that is written from right to left, or that carries direction marks, from turning the sentence around. */
export function isolated(name: string): string {
  return /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufefc]/.test(name)
    ? `\u2068${name}\u2069`
    : name;
}
