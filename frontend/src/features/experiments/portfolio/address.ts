/** Which year's budget the address of a portfolio names. */
export interface YearInAddress {
  year?: number;
}

/** The year in an address; anything else counts as not said. */
export function yearInAddress(search: Record<string, unknown>): YearInAddress {
  const year = Number(search.year);
  return Number.isInteger(year) && year >= 2000 && year <= 2099 ? { year } : {};
}
