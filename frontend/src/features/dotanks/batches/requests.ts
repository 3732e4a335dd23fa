import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, api, idempotent } from "../../../api/client";
import type { components } from "../../../api/schema";
import { cursorOf } from "../../../lib/cursor";

export type ToAssemble = components["schemas"]["ToAssembleAnswer"];
export type Batch = components["schemas"]["BatchAnswer"];
export type BatchResult = components["schemas"]["BatchResultAnswer"];
export type Fairness = components["schemas"]["FairnessAnswer"];

/** Open problems that a team can be formed for, newest first. */
export const toAssembleQuery = infiniteQueryOptions({
  queryKey: ["problems-to-assemble"],
  queryFn: ({ pageParam }) =>
    answer(api.GET("/api/problems-to-assemble/", { params: { query: { cursor: pageParam, page_size: 100 } } })),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => cursorOf(page.next),
});

/** The batches worked out last. */
export const batchesQuery = queryOptions({
  queryKey: ["batches"],
  queryFn: () => answer(api.GET("/api/batches/", { params: { query: { page_size: 10 } } })),
});

/** How far one batch is. */
export const batchQuery = (id: string) =>
  queryOptions({
    queryKey: ["batch", id],
    queryFn: () => answer(api.GET("/api/batches/{batch_id}/", { params: { path: { batch_id: id } } })),
  });

/** Each problem's team, those without one and those furthest behind first. */
export const resultsQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ["batch", id, "results"],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET("/api/batches/{batch_id}/results/", {
          params: { path: { batch_id: id }, query: { cursor: pageParam, page_size: 50 } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => cursorOf(page.next),
  });

/** Has teams worked out for these problems, or for all whose need is stated. */
export const startBatch = (body: { problems: string[] } | { all_stated: boolean }, key: string): Promise<Batch> =>
  answer(api.POST("/api/batches/", { params: { header: idempotent(key) }, body }));

/** Stops it; nothing is proposed. */
export const cancelBatch = (id: string): Promise<Batch> =>
  answer(api.POST("/api/batches/{batch_id}/cancel/", { params: { path: { batch_id: id } } }));

/** Who was asked how often. */
export const fairnessQuery = queryOptions({
  queryKey: ["fairness"],
  queryFn: () => answer(api.GET("/api/fairness/")),
});
