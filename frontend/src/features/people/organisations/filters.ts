import type { OrganisationFilters } from "./requests";

/** What the address says of the list; anything else is left out. */
export function organisationFilters(search: Record<string, unknown>): OrganisationFilters {
  const { q, state } = search;
  return {
    ...(typeof q === "string" && q ? { q: q.slice(0, 80) } : {}),
    ...(state === "verified" || state === "unverified" ? { state } : {}),
  };
}
