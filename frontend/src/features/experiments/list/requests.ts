import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, api } from "../../../api/client";
import type { components } from "../../../api/schema";
import { cursorOf } from "../../../lib/cursor";
import { asked, type PilotFilters } from "./filters";

export type PilotCard = components["schemas"]["PilotCard"];
export type Place = components["schemas"]["PlaceAnswer"];

/** Pilots that fit, newest first, page by page. */
export const pilotsQuery = ({ view: _, ...filters }: PilotFilters) =>
  infiniteQueryOptions({
    queryKey: ["pilots", filters],
    queryFn: ({ pageParam }) =>
      answer(api.GET("/api/pilots/", { params: { query: { ...asked(filters), cursor: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => cursorOf(page.next),
  });

/** The same pilots counted by place and field. */
export const placesQuery = ({ view: _, ...filters }: PilotFilters) =>
  queryOptions({
    queryKey: ["pilots", "places", filters],
    queryFn: () => answer(api.GET("/api/pilots/places/", { params: { query: asked(filters) } })),
  });
