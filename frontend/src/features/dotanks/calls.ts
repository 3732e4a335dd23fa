import { infiniteQueryOptions } from "@tanstack/react-query";
import { answer, api, idempotent } from "../../api/client";
import type { components } from "../../api/schema";
import { cursorOf } from "../../lib/cursor";

export type OpenCall = components["schemas"]["OpenCallAnswer"];
export type JoinRequest = components["schemas"]["JoinRequestAnswer"];

/** Open calls that fit me, newest first. */
export const openCallsQuery = infiniteQueryOptions({
  queryKey: ["open-calls"],
  queryFn: ({ pageParam }) => answer(api.GET("/api/open-calls/", { params: { query: { cursor: pageParam } } })),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => cursorOf(page.next),
});

/** The calls of one Do Tank, newest first. */
export const callsOfQuery = (dotank: string) =>
  infiniteQueryOptions({
    queryKey: ["dotank", dotank, "calls"],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET("/api/dotanks/{dotank_id}/open-calls/", {
          params: { path: { dotank_id: dotank }, query: { cursor: pageParam } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => cursorOf(page.next),
  });

/** Who asked to join one Do Tank, newest first. */
export const joinRequestsQuery = (dotank: string) =>
  infiniteQueryOptions({
    queryKey: ["dotank", dotank, "join-requests"],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET("/api/dotanks/{dotank_id}/join-requests/", {
          params: { path: { dotank_id: dotank }, query: { cursor: pageParam } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => cursorOf(page.next),
  });

/** Tells members what a team still needs. */
export const publishCall = (dotank: string, body: { words: string; until: string }, key: string) =>
  answer(
    api.POST("/api/dotanks/{dotank_id}/open-calls/", {
      params: { path: { dotank_id: dotank }, header: idempotent(key) },
      body,
    }),
  );

/** Ends a call before its day. */
export const closeCall = (id: string) =>
  answer(api.POST("/api/open-calls/{call_id}/close/", { params: { path: { call_id: id } } }));

/** Asks to join, with a reason. */
export const askToJoin = (call: string, body: { reason: string }, key: string) =>
  answer(
    api.POST("/api/open-calls/{call_id}/requests/", {
      params: { path: { call_id: call }, header: idempotent(key) },
      body,
    }),
  );

/** Takes my question back. */
export const withdrawRequest = (id: string) =>
  answer(api.POST("/api/join-requests/{request_id}/withdraw/", { params: { path: { request_id: id } } }));

/** Gives a member a seat. */
export const acceptRequest = (id: string) =>
  answer(api.POST("/api/join-requests/{request_id}/accept/", { params: { path: { request_id: id } } }));

/** Says no in words the member reads. */
export const refuseRequest = (id: string, reason: string) =>
  answer(
    api.POST("/api/join-requests/{request_id}/refuse/", { params: { path: { request_id: id } }, body: { reason } }),
  );
