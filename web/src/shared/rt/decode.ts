import type { ServerMessage } from "./wire";

/** The server is the source of the types; here it is only made sure that it is a message at all. */
export function decode(text: string): ServerMessage | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== "object" || value === null || !("type" in value)) return null;
  return typeof value.type === "string" ? (value as ServerMessage) : null;
}
