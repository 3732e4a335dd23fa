import { queryOptions } from "@tanstack/react-query";
import { answer, api, idempotent } from "../../../api/client";
import type { components } from "../../../api/schema";

export type Employment = components["schemas"]["EmploymentAnswer"];

/** Where I work, what I asked for, and what could come next. */
export const employmentQuery = queryOptions({
  queryKey: ["employment"],
  queryFn: () => answer(api.GET("/api/me/employment/")),
});

export const sayJob = (body: { job_title: string; manager: string | null }): Promise<Employment> =>
  answer(api.PATCH("/api/me/employment/", { body }));

export const moveEmployer = (body: { organisation: string; job_title: string }, key: string): Promise<Employment> =>
  answer(api.POST("/api/me/employment/move/", { body, params: { header: idempotent(key) } }));

export const takeClaimBack = (claim: string): Promise<Employment> =>
  answer(api.POST("/api/claims/{claim_id}/take-back/", { params: { path: { claim_id: claim } } }));
