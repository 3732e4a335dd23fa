import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "../../../api/client";
import type { components } from "../../../api/schema";

export type Portfolio = components["schemas"]["PortfolioAnswer"];
export type FacetShare = components["schemas"]["FacetShareAnswer"];
type Declaration = components["schemas"]["PatchedDeclarePortfolioBodyRequest"];

const of = (id: string) => ({ path: { organisation_id: id } });

/** An organisation's pilots by facet, and its experiment budget of one year; this year's where none is named. */
export const portfolioQuery = (id: string, year?: number) =>
  queryOptions({
    queryKey: ["portfolio", id, year ?? null],
    queryFn: () =>
      answer(api.GET("/api/organisations/{organisation_id}/portfolio/", { params: { ...of(id), query: { year } } })),
  });

/** Says which spread is wanted, or what is put aside in a year; refused when somebody did since `read_version`. */
export const declarePortfolio = (id: string, read_version: number, said: Omit<Declaration, "read_version">) =>
  answer(
    api.PATCH("/api/organisations/{organisation_id}/portfolio/", { params: of(id), body: { read_version, ...said } }),
  );
