import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, api, idempotent } from "../../../../api/client";
import type { components } from "../../../../api/schema";
import { cursorOf } from "../../../../lib/cursor";
import type { Place } from "./anchors";

type Schemas = components["schemas"];
export type Thread = Schemas["MarginThreadAnswer"];
export type Comment = Schemas["MarginCommentAnswer"];

const AT_ONCE = 100;
/** So many open threads are shown; who has more resolves some first. */
const MOST = 500;
const inRoom = (room_id: string) => ({ room_id });
const ofThread = (thread_id: string) => ({ params: { path: { thread_id } } });

const page = (room: string, state: Thread["state"], cursor?: string) =>
  answer(
    api.GET("/api/rooms/{room_id}/threads/", {
      params: { path: inRoom(room), query: { state, cursor, page_size: AT_ONCE } },
    }),
  );

/** All open threads: the text marks each of them. */
export const openQuery = (room: string) =>
  queryOptions({
    queryKey: ["margin", room, "open"],
    queryFn: async () => {
      const found: Thread[] = [];
      let cursor: string | undefined;
      do {
        const next = await page(room, "open", cursor);
        found.push(...next.results);
        cursor = cursorOf(next.next);
      } while (cursor && found.length < MOST);
      return found;
    },
  });

/** The resolved ones, page by page. */
export const resolvedQuery = (room: string) =>
  infiniteQueryOptions({
    queryKey: ["margin", room, "resolved"],
    queryFn: ({ pageParam }) => page(room, "resolved", pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => cursorOf(last.next),
  });

/** Comments on a place in the document, or on the whole of it. */
export const beginThread = (room: string, place: Place | null, text: string, mentioned: string[], key: string) =>
  answer(
    api.POST("/api/rooms/{room_id}/threads/", {
      params: { path: inRoom(room), header: idempotent(key) },
      body: { text, mentioned, ...place },
    }),
  );

/** Says something in a thread. */
export const answerThread = (thread_id: string, text: string, mentioned: string[], key: string) =>
  answer(
    api.POST("/api/margin-threads/{thread_id}/comments/", {
      params: { path: { thread_id }, header: idempotent(key) },
      body: { text, mentioned },
    }),
  );

/** It is settled, or it is not after all. */
export const settle = (thread: Thread): Promise<Thread> =>
  thread.state === "open"
    ? answer(api.POST("/api/margin-threads/{thread_id}/resolve/", ofThread(thread.id)))
    : answer(api.POST("/api/margin-threads/{thread_id}/reopen/", ofThread(thread.id)));

/** Changes my comment, unless it changed since it was read. */
export const editComment = ({ id, version }: Comment, text: string, mentioned: string[]): Promise<Thread> =>
  answer(
    api.PATCH("/api/margin-comments/{comment_id}/", {
      params: { path: { comment_id: id } },
      body: { text, mentioned, read_version: version },
    }),
  );

/** Takes my words back. */
export const removeComment = (comment_id: string) =>
  answer(api.POST("/api/margin-comments/{comment_id}/remove/", { params: { path: { comment_id } } }));
