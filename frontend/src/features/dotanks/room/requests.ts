import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, api, idempotent } from "../../../api/client";
import type { components } from "../../../api/schema";
import { cursorOf } from "../../../lib/cursor";

export type DoTank = components["schemas"]["DoTankAnswer"];
export type VersionCard = components["schemas"]["VersionCard"];
export type Proposal = components["schemas"]["ProposalToDecide"];
type Submission = components["schemas"]["SubmitBodyRequest"];

const of = (dotank: string) => ({ params: { path: { dotank_id: dotank } } });

/** The Do Tank whose room this is. */
export const dotankQuery = (id: string) =>
  queryOptions({ queryKey: ["dotank", id], queryFn: () => answer(api.GET("/api/dotanks/{dotank_id}/", of(id))) });

/** The numbered versions of its document, newest first. */
export const versionsQuery = (dotank: string) =>
  infiniteQueryOptions({
    queryKey: ["versions", dotank],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET("/api/dotanks/{dotank_id}/versions/", {
          params: { path: { dotank_id: dotank }, query: { cursor: pageParam } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => cursorOf(page.next),
  });

/** One version with its text; it never changes. */
export const versionQuery = (id: string) =>
  queryOptions({
    queryKey: ["version", id],
    queryFn: () => answer(api.GET("/api/versions/{version_id}/", { params: { path: { version_id: id } } })),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** What lies before the manager. */
export const submittedQuery = (proposal: string) =>
  queryOptions({
    queryKey: ["proposal", proposal],
    queryFn: () => answer(api.GET("/api/proposals/{proposal_id}/", { params: { path: { proposal_id: proposal } } })),
  });

/** Keeps the stored document under the next number; unchanged it gives the same number again. */
export const saveVersion = (dotank: string) => answer(api.POST("/api/dotanks/{dotank_id}/versions/", of(dotank)));

/** Puts one version before the manager. */
export const submitProposal = (dotank: string, body: Submission, key: string) =>
  answer(
    api.POST("/api/dotanks/{dotank_id}/proposals/", {
      params: { path: { dotank_id: dotank }, header: idempotent(key) },
      body,
    }),
  );
