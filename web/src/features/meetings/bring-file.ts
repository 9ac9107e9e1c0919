import { bringTemplate } from "@/shared/api/templates";
import type { Template } from "@/shared/api/types";

/** The server takes no more. */
const largest = 64 * 1024;

/** The file is no template at all; what is wrong in one is for the server to say. */
export class NotJson extends Error {
  readonly reason: "notJson" | "tooLarge";

  constructor(reason: "notJson" | "tooLarge") {
    super(reason);
    this.reason = reason;
  }
}

export function readPlan(text: string): unknown {
  try {
    const plan: unknown = JSON.parse(text);
    if (typeof plan === "object" && plan !== null && !Array.isArray(plan)) return plan;
  } catch {
    // Told below, as for a file that holds something else.
  }
  throw new NotJson("notJson");
}

export async function bringFile(file: File): Promise<Template> {
  if (file.size > largest) throw new NotJson("tooLarge");
  return bringTemplate(readPlan(await file.text()));
}
