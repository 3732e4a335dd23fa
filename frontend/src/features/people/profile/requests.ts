import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, api, idempotent } from "../../../api/client";
import type { components } from "../../../api/schema";
import { cursorOf } from "../../../lib/cursor";

export type Profile = components["schemas"]["ProfileAnswer"];
export type ProfileBody = components["schemas"]["ProfileBodyRequest"];
export type OfferedSkill = components["schemas"]["OfferedSkill"];

/** What I offer the network. */
export const profileQuery = queryOptions({
  queryKey: ["profile"],
  queryFn: () => answer(api.GET("/api/me/profile/")),
});

/** Says what I offer; it takes the place of what I said before. */
export const saveProfile = (body: ProfileBody): Promise<Profile> => answer(api.PUT("/api/me/profile/", { body }));

export type Block = components["schemas"]["BlockAnswer"];

/** With whom I would rather not be in a team. */
export const blocksQuery = infiniteQueryOptions({
  queryKey: ["blocks"],
  queryFn: ({ pageParam }) => answer(api.GET("/api/me/blocks/", { params: { query: { cursor: pageParam } } })),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => cursorOf(page.next),
});

export const addBlock = (body: { email: string }, key: string): Promise<Block> =>
  answer(api.POST("/api/me/blocks/", { body, params: { header: idempotent(key) } }));

export const removeBlock = (id: string) =>
  answer(api.POST("/api/me/blocks/{block_id}/remove/", { params: { path: { block_id: id } } }));
