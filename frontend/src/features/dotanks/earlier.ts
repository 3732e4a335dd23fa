import { queryOptions } from "@tanstack/react-query";
import { answer, api, idempotent } from "../../api/client";
import type { components } from "../../api/schema";

export type Earlier = components["schemas"]["EarlierAnswer"];
export type WhatWasUsed = components["schemas"]["WhatWasUsedAnswer"];
type WhatWasUsedBody = components["schemas"]["WhatWasUsedBodyRequest"];

/** Lessons, pilots and problems on the same subject, and what was said of them. */
export const earlierQuery = (problem: string) =>
  queryOptions({
    queryKey: ["earlier", problem],
    queryFn: () =>
      answer(api.GET("/api/problems/{problem_id}/earlier/", { params: { path: { problem_id: problem } } })),
  });

/** Says what was used of it, or why nothing fitted. */
export const sayWhatWasUsed = (problem: string, body: WhatWasUsedBody, key: string): Promise<Earlier> =>
  answer(
    api.POST("/api/problems/{problem_id}/earlier/", {
      params: { path: { problem_id: problem }, header: idempotent(key) },
      body,
    }),
  );

/** What the coordinator used when this Do Tank was formed. */
export const whatWasUsedQuery = (dotank: string) =>
  queryOptions({
    queryKey: ["what-was-used", dotank],
    queryFn: () => answer(api.GET("/api/dotanks/{dotank_id}/earlier/", { params: { path: { dotank_id: dotank } } })),
  });
