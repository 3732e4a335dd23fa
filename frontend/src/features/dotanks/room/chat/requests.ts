import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, api, idempotent } from "../../../../api/client";
import type { components } from "../../../../api/schema";
import { cursorOf } from "../../../../lib/cursor";

type Schemas = components["schemas"];
export type Message = Schemas["MessageAnswer"];

const of = (room_id: string) => ({ path: { room_id } });

/** What was said, newest first, page by page; with words only what has them. */
export const messagesQuery = (room: string, q = "") =>
  infiniteQueryOptions({
    queryKey: ["messages", room, q],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET("/api/rooms/{room_id}/messages/", {
          params: { ...of(room), query: { cursor: pageParam, q, page_size: 30 } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => cursorOf(page.next),
  });

/** Whom I can mention here. */
export const roomPeopleQuery = (room: string, q: string) =>
  queryOptions({
    queryKey: ["room-people", room, q],
    queryFn: () => answer(api.GET("/api/rooms/{room_id}/people/", { params: { ...of(room), query: { q } } })),
    staleTime: 60_000,
  });

/** Says something; the same key twice says it once. */
export const writeMessage = (room: string, body: Schemas["WriteMessageBodyRequest"], key: string): Promise<Message> =>
  answer(api.POST("/api/rooms/{room_id}/messages/", { params: { ...of(room), header: idempotent(key) }, body }));

/** Changes my words. */
export const changeMessage = (message_id: string, body: Schemas["PatchedChangeMessageBodyRequest"]): Promise<Message> =>
  answer(api.PATCH("/api/messages/{message_id}/", { params: { path: { message_id } }, body }));

/** Takes my words away for good. */
export const takeMessageAway = (message_id: string): Promise<Message> =>
  answer(api.POST("/api/messages/{message_id}/take-away/", { params: { path: { message_id } } }));

/** I have read up to here. */
export const markRead = (room: string, number: number) =>
  answer(api.POST("/api/rooms/{room_id}/messages/unread/", { params: of(room), body: { number } }));

/** Where the whole chat can be taken along. */
export const exportAddress = (room: string, form: "text" | "json"): string =>
  `/api/rooms/${room}/messages/export/?form=${form}`;
