import { request } from "./request";
import type { OrganisationStats, PersonStats } from "./types";

export const readMyStats = () => request<PersonStats>("/stats/me");
export const readOrganisation = () => request<OrganisationStats>("/stats/organisation");
