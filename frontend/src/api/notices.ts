import { infiniteQueryOptions } from "@tanstack/react-query";
import { cursorOf } from "../lib/cursor";
import { answer, api } from "./client";
import type { components } from "./schema";

export type Notice = components["schemas"]["NoticeAnswer"];

/** Notices, newest first, page by page: those that ask something of me, or those that only say what changed. */
export const noticesQuery = (needsYou: boolean) =>
  infiniteQueryOptions({
    queryKey: ["notices", needsYou],
    queryFn: ({ pageParam }) =>
      answer(api.GET("/api/me/notices/", { params: { query: { cursor: pageParam, needs_you: needsYou } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => cursorOf(page.next),
  });

/** Says that the person has seen all notices. */
export const seeNotices = () => answer(api.POST("/api/me/notices/seen/"));

/** Says that the person has seen this notice. */
export const seeNotice = (id: string) =>
  answer(api.POST("/api/me/notices/{notice_id}/seen/", { params: { path: { notice_id: id } } }));
