import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, api, idempotent } from "../../../api/client";
import type { components } from "../../../api/schema";
import { cursorOf } from "../../../lib/cursor";

export type Organisation = components["schemas"]["OrganisationAnswer"];
export type OrganisationEntry = components["schemas"]["OrganisationEntry"];
export type AddBody = components["schemas"]["AddOrganisationBodyRequest"];
export type EditBody = components["schemas"]["PatchedEditOrganisationBodyRequest"];
export type VerifyBody = components["schemas"]["VerifyBodyRequest"];
export type Claim = components["schemas"]["ClaimAnswer"];

export interface OrganisationFilters {
  q?: string;
  state?: "verified" | "unverified";
}

const at = (id: string) => ({ params: { path: { organisation_id: id } } });

/** Organisations of the network by name. */
export const organisationsQuery = (filters: OrganisationFilters) =>
  infiniteQueryOptions({
    queryKey: ["organisations", filters],
    queryFn: ({ pageParam }) =>
      answer(api.GET("/api/organisations/", { params: { query: { ...filters, cursor: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => cursorOf(page.next),
  });

/** One organisation as I may see and keep it. */
export const organisationQuery = (id: string) =>
  queryOptions({
    queryKey: ["organisation", id],
    queryFn: () => answer(api.GET("/api/organisations/{organisation_id}/", at(id))),
  });

/** Who says that they work there and waits for an answer. */
export const claimsQuery = (id: string) =>
  queryOptions({
    queryKey: ["claims", id],
    queryFn: () => answer(api.GET("/api/organisations/{organisation_id}/claims/", at(id))),
  });

export const addOrganisation = (body: AddBody, key: string): Promise<Organisation> =>
  answer(api.POST("/api/organisations/", { body, params: { header: idempotent(key) } }));

export const editOrganisation = (id: string, body: EditBody): Promise<Organisation> =>
  answer(api.PATCH("/api/organisations/{organisation_id}/", { ...at(id), body }));

export const verifyOrganisation = (id: string, body: VerifyBody): Promise<Organisation> =>
  answer(api.POST("/api/organisations/{organisation_id}/verify/", { ...at(id), body }));

export const withdrawVerification = (id: string, reason: string): Promise<Organisation> =>
  answer(api.POST("/api/organisations/{organisation_id}/withdraw-verification/", { ...at(id), body: { reason } }));

export const confirmClaim = (claim: string): Promise<Claim> =>
  answer(api.POST("/api/claims/{claim_id}/confirm/", { params: { path: { claim_id: claim } } }));

export const refuseClaim = (claim: string, reason: string): Promise<Claim> =>
  answer(api.POST("/api/claims/{claim_id}/refuse/", { params: { path: { claim_id: claim } }, body: { reason } }));
