import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, api, idempotent } from "../../../api/client";
import type { components } from "../../../api/schema";
import { cursorOf } from "../../../lib/cursor";
import type { Problem } from "../problems";

export type Queued = components["schemas"]["QueuedProblem"];

/** What waits for a coordinator's decision, oldest first. */
export const queueQuery = infiniteQueryOptions({
  queryKey: ["triage"],
  queryFn: ({ pageParam }) => answer(api.GET("/api/triage/", { params: { query: { cursor: pageParam } } })),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => cursorOf(page.next),
});

/** Problems with words like these, to merge with. */
export const alikeQuery = (problem: Queued) =>
  queryOptions({
    queryKey: ["alike", problem.id],
    queryFn: () =>
      answer(api.GET("/api/search/", { params: { query: { q: problem.title, kind: ["problem"], alike: true } } })),
    select: (found) => found.results.filter((one) => one.id !== problem.id).slice(0, 5),
    retry: false,
  });

/** The groups a problem can be sent to. */
export const groupsQuery = queryOptions({
  queryKey: ["groups", "all"],
  queryFn: () => answer(api.GET("/api/groups/")),
});

const path = (problem_id: string) => ({ params: { path: { problem_id } } });

export const askBack = (id: string, question: string): Promise<Problem> =>
  answer(api.POST("/api/problems/{problem_id}/ask-back/", { ...path(id), body: { question } }));

export const declineProblem = (id: string, reason: string): Promise<Problem> =>
  answer(api.POST("/api/problems/{problem_id}/decline/", { ...path(id), body: { reason } }));

export const mergeProblem = (id: string, into: string): Promise<Problem> =>
  answer(api.POST("/api/problems/{problem_id}/merge/", { ...path(id), body: { into } }));

export const undoMerge = (id: string): Promise<Problem> =>
  answer(api.POST("/api/problems/{problem_id}/undo-merge/", path(id)));

export const reopenProblem = (id: string): Promise<Problem> =>
  answer(api.POST("/api/problems/{problem_id}/reopen/", path(id)));

export const sendToGroup = (id: string, group: string, why: string, key: string) =>
  answer(
    api.POST("/api/problems/{problem_id}/groups/", {
      params: { path: { problem_id: id }, header: idempotent(key) },
      body: { group, why },
    }),
  );
