/** The parts of the inbox, in the order in which they stand. */
export const BOXES = ["waiting", "due", "delegated", "decided"] as const;
export type Box = (typeof BOXES)[number];

/** The part that an address names; anything unknown is the first. */
export function boxInAddress(search: Record<string, unknown>): { box?: Box } {
  const box = BOXES.find((known) => known === search.box && known !== "waiting");
  return box ? { box } : {};
}
