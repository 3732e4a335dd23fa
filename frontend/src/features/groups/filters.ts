/** Which groups a list shows. */
export const VIEWS = ["all", "fits", "mine"] as const;
export type View = (typeof VIEWS)[number];

/** What the address of the list of groups can say. */
export interface GroupFilters {
  view?: View;
  topic?: string;
  q?: string;
}

const SLUG = /^[a-z-]{1,40}$/;

/** The filters in an address; anything unknown counts as not said. */
export function groupFilters(search: Record<string, unknown>): GroupFilters {
  const view = VIEWS.find((known) => known === search.view && known !== "all");
  // An address may carry a number where somebody searched for one.
  const q = typeof search.q === "string" || typeof search.q === "number" ? String(search.q).slice(0, 80) : "";
  return {
    ...(view ? { view } : {}),
    ...(typeof search.topic === "string" && SLUG.test(search.topic) ? { topic: search.topic } : {}),
    ...(q ? { q } : {}),
  };
}
