import { request, send } from "./request";
import type { OrganisationStats, PersonStats, Stats } from "./types";

export const statsOf = (id: string) => `/meetings/${encodeURIComponent(id)}/stats`;
export const readStats = (id: string) => request<Stats>(statsOf(id));
export const readMyStats = () => request<PersonStats>("/stats/me");
export const readOrganisation = () => request<OrganisationStats>("/stats/organisation");

/** The same figures as a table for other programs. A plain link could not carry the person's token. */
export async function fetchTable(path: string): Promise<Blob> {
  return (await send(`${path}?format=csv`)).blob();
}
