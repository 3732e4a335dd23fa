import { infiniteQueryOptions } from "@tanstack/react-query";
import { answer, api } from "../../../api/client";
import type { components } from "../../../api/schema";
import { cursorOf } from "../../../lib/cursor";
import type { Box } from "./address";

export type SignOffCard = components["schemas"]["SignOffCard"];

/** One part of my inbox, page by page. */
export const signOffsQuery = (box: Box) =>
  infiniteQueryOptions({
    queryKey: ["sign-offs", box],
    queryFn: ({ pageParam }) => answer(api.GET("/api/sign-offs/", { params: { query: { box, cursor: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => cursorOf(page.next),
  });
