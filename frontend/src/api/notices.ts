import { infiniteQueryOptions } from "@tanstack/react-query";
import { cursorOf } from "../lib/cursor";
import { answer, api } from "./client";

/** Notices, newest first, page by page. */
export const noticesQuery = infiniteQueryOptions({
  queryKey: ["notices"],
  queryFn: ({ pageParam }) => answer(api.GET("/api/me/notices/", { params: { query: { cursor: pageParam } } })),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => cursorOf(page.next),
});

/** Says that the person has seen all notices. */
export const seeNotices = () => answer(api.POST("/api/me/notices/seen/"));
