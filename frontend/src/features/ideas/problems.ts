import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, api, idempotent } from "../../api/client";
import type { components } from "../../api/schema";
import { cursorOf } from "../../lib/cursor";
import type { ProblemFilters } from "./filters";

export type Problem = components["schemas"]["ProblemAnswer"];
export type ProblemBody = components["schemas"]["DraftProblemBodyRequest"];

/** Problems, newest first, page by page. */
export const problemsQuery = ({ mine, state, language, order }: ProblemFilters) =>
  infiniteQueryOptions({
    queryKey: ["problems", { mine, state, language, order }],
    queryFn: ({ pageParam }) =>
      answer(api.GET("/api/problems/", { params: { query: { mine, state, language, order, cursor: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => cursorOf(page.next),
  });

/** One problem. */
export const problemQuery = (id: string) =>
  queryOptions({
    queryKey: ["problem", id],
    queryFn: () => answer(api.GET("/api/problems/{problem_id}/", { params: { path: { problem_id: id } } })),
  });

/** My own pseudonyms under which I may post again, the last used first. */
export const personasQuery = queryOptions({
  queryKey: ["personas"],
  queryFn: async () => (await answer(api.GET("/api/me/personas/"))).results,
});

/** Keeps a new draft on the server. */
export const draftProblem = (body: ProblemBody, key: string): Promise<Problem> =>
  answer(api.POST("/api/problems/", { body, params: { header: idempotent(key) } }));

/** Changes a draft, unless it changed since version `read_version` was read. */
export const editProblem = (id: string, body: ProblemBody & { read_version: number }): Promise<Problem> =>
  answer(api.PATCH("/api/problems/{problem_id}/", { params: { path: { problem_id: id } }, body }));

/** Opens a posted problem for everybody, also without an account. */
export const publishProblem = (id: string): Promise<Problem> =>
  answer(api.POST("/api/problems/{problem_id}/publish/", { params: { path: { problem_id: id } } }));

/** Posts a draft for the network to read. */
export const postProblem = (id: string): Promise<Problem> =>
  answer(api.POST("/api/problems/{problem_id}/post/", { params: { path: { problem_id: id } } }));

/** Takes a problem back. */
export const withdrawProblem = (id: string): Promise<Problem> =>
  answer(api.POST("/api/problems/{problem_id}/withdraw/", { params: { path: { problem_id: id } } }));

/** Shows, as the poster, who posted. */
export const showName = (id: string): Promise<Problem> =>
  answer(api.POST("/api/problems/{problem_id}/show-name/", { params: { path: { problem_id: id } } }));
