import i18next from "i18next";
import { Refusal } from "@/shared/rt/commands";
import type en from "../../locales/en/errors.json";
import { ApiError } from "./problem";

type Known = keyof typeof en;

const isKnown = (code: string): code is Known => i18next.exists(`errors:${code}`);

/** What a person can do about it: our words for the code, else the server's. */
export function textOfCode(code: string, detail: string): string {
  if (isKnown(code)) return i18next.t(code, { ns: "errors" });
  return detail || i18next.t("unknown", { ns: "errors" });
}

export function errorText(error: unknown): string {
  if (error instanceof ApiError || error instanceof Refusal) return textOfCode(error.code, error.detail);
  return i18next.t("unknown", { ns: "errors" });
}

/** The message for one field, when the server named it. */
export function fieldError(error: unknown, field: string): string | undefined {
  const problem = error instanceof ApiError ? error.fields[field] : undefined;
  return problem && textOfCode(problem.code, problem.detail);
}
