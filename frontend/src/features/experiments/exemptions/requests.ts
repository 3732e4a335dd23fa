import { infiniteQueryOptions } from "@tanstack/react-query";
import { answer, api, idempotent } from "../../../api/client";
import type { components } from "../../../api/schema";
import { cursorOf } from "../../../lib/cursor";
import type { ExemptionFilters } from "./filters";

export type Exemption = components["schemas"]["ExemptionCard"];
export type CopyRequest = components["schemas"]["CopyRequestAnswer"];

const first = undefined as string | undefined;

/** The register of exemptions, newest first, page by page. */
export const exemptionsQuery = (filters: ExemptionFilters) =>
  infiniteQueryOptions({
    queryKey: ["exemptions", filters],
    queryFn: ({ pageParam }) =>
      answer(api.GET("/api/exemptions/", { params: { query: { ...filters, cursor: pageParam } } })),
    initialPageParam: first,
    getNextPageParam: (page) => cursorOf(page.next),
  });

/** What I asked other teams, and what my teams are asked, page by page. */
export const copyRequestsQuery = infiniteQueryOptions({
  queryKey: ["copy-requests"],
  queryFn: ({ pageParam }) => answer(api.GET("/api/copy-requests/", { params: { query: { cursor: pageParam } } })),
  initialPageParam: first,
  getNextPageParam: (page) => cursorOf(page.next),
});

/** Asks the team that holds an exemption whether it may be copied. */
export const askToCopy = (exemption: string, words: string) =>
  answer(
    api.POST("/api/exemptions/{exemption_id}/ask-to-copy/", {
      params: { path: { exemption_id: exemption }, header: idempotent(crypto.randomUUID()) },
      body: { words },
    }),
  );

/** Agrees that another team copies it, or declines. */
export const answerCopyRequest = (request: string, agreed: boolean, words: string) =>
  answer(
    api.POST("/api/copy-requests/{request_id}/answer/", {
      params: { path: { request_id: request } },
      body: { agreed, words },
    }),
  );
