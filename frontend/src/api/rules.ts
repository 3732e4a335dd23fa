import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "./client";

/** One entry of the register; another spelling's id gives the entry itself. */
export const ruleQuery = (id: string) =>
  queryOptions({
    queryKey: ["rule", id],
    queryFn: () => answer(api.GET("/api/rules/{rule_id}/", { params: { path: { rule_id: id } } })),
  });

/** At most five entries like what was typed about a rule. Help that may stay away: a failure disturbs nobody. */
export const suggestionsQuery = (typed: string) =>
  queryOptions({
    queryKey: ["rule-suggestions", typed],
    queryFn: () => answer(api.GET("/api/rules/suggestions/", { params: { query: { q: typed } } })),
    enabled: typed !== "",
    retry: false,
  });
