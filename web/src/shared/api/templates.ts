import { request, send } from "./request";
import type { Plan, SaveTemplate, Template, Templates } from "./types";

export const listTemplates = () => request<Templates>("/templates");

/** Brings a plan from a file; what is wrong with it comes back by field. */
export const bringTemplate = (plan: unknown) =>
  request<Template>("/templates", { method: "POST", body: plan });

export const saveTemplate = (body: SaveTemplate) =>
  request<Template>("/templates/from-meeting", { method: "POST", body });

export async function deleteTemplate(key: string): Promise<void> {
  await send(`/templates/${encodeURIComponent(key)}`, { method: "DELETE" });
}

/** The plan alone, as a file that can be brought elsewhere. */
export async function fetchTemplate(key: string): Promise<Blob> {
  return (await send(`/templates/${encodeURIComponent(key)}?download=1`)).blob();
}

/** A template without what the server adds to it in lists. */
export function planOf({ source: _, planned_ms: __, ...plan }: Template): Plan {
  return plan;
}
