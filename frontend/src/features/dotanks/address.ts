/** The proposed team that is being looked at. */
interface TeamInAddress {
  team?: string;
}

export const teamInAddress = (search: Record<string, unknown>): TeamInAddress =>
  typeof search.team === "string" && /^[0-9a-f-]{36}$/i.test(search.team) ? { team: search.team } : {};

/** The batch that is being looked at. */
interface BatchInAddress {
  batch?: string;
}

export const batchInAddress = (search: Record<string, unknown>): BatchInAddress =>
  typeof search.batch === "string" && /^[0-9a-f-]{36}$/i.test(search.batch) ? { batch: search.batch } : {};
