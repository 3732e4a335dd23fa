/** The proposed team that is being looked at. */
interface TeamInAddress {
  team?: string;
}

export const teamInAddress = (search: Record<string, unknown>): TeamInAddress =>
  typeof search.team === "string" && /^[0-9a-f-]{36}$/i.test(search.team) ? { team: search.team } : {};
