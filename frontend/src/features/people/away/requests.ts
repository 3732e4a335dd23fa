import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, api, idempotent } from "../../../api/client";
import type { components } from "../../../api/schema";
import { cursorOf } from "../../../lib/cursor";

export type Delegation = components["schemas"]["DelegationAnswer"];
export type HandOverBody = components["schemas"]["HandOverBodyRequest"];

/** What I handed over and what I received, newest first. */
export const delegationsQuery = infiniteQueryOptions({
  queryKey: ["delegations"],
  queryFn: ({ pageParam }) => answer(api.GET("/api/me/delegations/", { params: { query: { cursor: pageParam } } })),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => cursorOf(page.next),
});

/** My own roles as a manager. */
export const rolesToHandOverQuery = queryOptions({
  queryKey: ["roles-to-hand-over"],
  queryFn: () => answer(api.GET("/api/me/roles-to-hand-over/")),
});

export const handOver = (body: HandOverBody, key: string): Promise<Delegation> =>
  answer(api.POST("/api/me/delegations/", { body, params: { header: idempotent(key) } }));

export const endDelegation = (id: string): Promise<Delegation> =>
  answer(api.POST("/api/me/delegations/{delegation_id}/end/", { params: { path: { delegation_id: id } } }));
