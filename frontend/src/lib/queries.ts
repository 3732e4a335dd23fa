import { type InvalidateOptions, type InvalidateQueryFilters, QueryClient, type QueryKey } from "@tanstack/react-query";

/** The queries of the page: what is told to have changed is read after the change. */
export class Queries extends QueryClient {
  /**
   * Reads anew what is on the screen, also what is being read for the first time: the library takes that first answer
   * for new, though it may have left the server before the change it was told of.
   */
  override async invalidateQueries<Key extends QueryKey = QueryKey>(
    filters?: InvalidateQueryFilters<Key>,
    options?: InvalidateOptions,
  ): Promise<void> {
    const first = this.getQueryCache()
      .findAll(filters)
      .filter(({ state }) => state.data === undefined && state.fetchStatus === "fetching");
    await super.invalidateQueries(filters, options);
    if (first.length > 0)
      await super.invalidateQueries({ ...filters, predicate: (one) => first.some((other) => other === one) }, options);
  }
}
