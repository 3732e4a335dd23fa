import { queryOptions } from "@tanstack/react-query";
import { answer, api, idempotent } from "../../../api/client";
import type { components } from "../../../api/schema";

export type Proposal = components["schemas"]["ProposalToDecide"];
export type Answered = components["schemas"]["SignOffAnswer"];
export type Decision = "sign_off" | "send_back" | "decline";

/** A submitted proposal with the text of exactly the version it names. */
export const proposalQuery = (id: string) =>
  queryOptions({
    queryKey: ["proposal", id],
    queryFn: () => answer(api.GET("/api/proposals/{proposal_id}/", { params: { path: { proposal_id: id } } })),
  });

/** The problem in the poster's words; who reads the proposal may read that too. */
export const problemQuery = (id: string) =>
  queryOptions({
    queryKey: ["problem", id],
    queryFn: () => answer(api.GET("/api/problems/{problem_id}/", { params: { path: { problem_id: id } } })),
  });

export type Changes = components["schemas"]["SubmissionChangesAnswer"];
export type Mine = components["schemas"]["MineAnswer"];

/** What changed since an earlier submitted version; it never changes itself. */
export const changesQuery = (id: string, before: number, now: number) =>
  queryOptions({
    queryKey: ["proposal-changes", id, before, now],
    queryFn: () =>
      answer(
        api.GET("/api/proposals/{proposal_id}/differences/", {
          params: { path: { proposal_id: id }, query: { before } },
        }),
      ),
    staleTime: Number.POSITIVE_INFINITY,
  });

interface DecisionWords {
  required: string;
  reason: string;
  help_promised: string;
  help_by: string;
  help_until: string;
  conditions: string;
}

/** The answer to the version that was read; the server refuses it when there is a newer one. */
export function decide(
  proposal: string,
  decision: Decision,
  read_version: number,
  { required, reason, help_until, ...help }: DecisionWords,
  key: string,
) {
  const params = { path: { proposal_id: proposal }, header: idempotent(key) };
  const body = { read_version, reason, required };
  if (decision === "sign_off")
    return answer(
      api.POST("/api/proposals/{proposal_id}/sign-off/", {
        params,
        body: { ...body, ...help, help_until: help_until || null },
      }),
    );
  return decision === "send_back"
    ? answer(api.POST("/api/proposals/{proposal_id}/send-back/", { params, body }))
    : answer(api.POST("/api/proposals/{proposal_id}/decline/", { params, body }));
}

/** Takes the sign-off back. */
export const withdraw = (proposal: string, reason: string) =>
  answer(
    api.POST("/api/proposals/{proposal_id}/withdraw-sign-off/", {
      params: { path: { proposal_id: proposal } },
      body: { reason },
    }),
  );

/** Begins the pilot of a signed-off proposal. */
export const preparePilot = (proposal: string, key: string) =>
  answer(
    api.POST("/api/proposals/{proposal_id}/pilots/", {
      params: { path: { proposal_id: proposal }, header: idempotent(key) },
    }),
  );
