import { answer, api, idempotent } from "../../../api/client";
import type { components } from "../../../api/schema";

export type Rule = components["schemas"]["RuleAnswer"];
export type RuleCard = components["schemas"]["RuleCard"];
export type RuleName = components["schemas"]["RuleName"];
export type RuleBody = components["schemas"]["RuleBodyRequest"];
export type FateBody = components["schemas"]["FateBodyRequest"];

const of = (rule: string) => ({ params: { path: { rule_id: rule } } });

/** Enters a law, rule, habit or myth. */
export const addRule = (body: RuleBody, key: string): Promise<Rule> =>
  answer(api.POST("/api/rules/", { body, params: { header: idempotent(key) } }));

/** Puts an entry right, unless it changed since version `read_version` was read. */
export const editRule = (id: string, body: RuleBody & { read_version: number }): Promise<Rule> =>
  answer(api.PATCH("/api/rules/{rule_id}/", { ...of(id), body }));

/** Adds what became of it, and when. */
export const recordFate = (id: string, body: FateBody, key: string): Promise<Rule> =>
  answer(
    api.POST("/api/rules/{rule_id}/fates/", {
      params: { path: { rule_id: id }, header: idempotent(key) },
      body,
    }),
  );

/** Makes it another spelling of the entry `into`. */
export const mergeRule = (id: string, into: string): Promise<Rule> =>
  answer(api.POST("/api/rules/{rule_id}/merge/", { ...of(id), body: { into } }));

/** Makes another spelling an entry of its own again. */
export const separateRule = (id: string): Promise<Rule> => answer(api.POST("/api/rules/{rule_id}/separate/", of(id)));

/** Says which entry a posted problem's rule is; null for none of them. */
export const nameRule = (problem: string, rule: string | null) =>
  answer(api.POST("/api/problems/{problem_id}/rule/", { params: { path: { problem_id: problem } }, body: { rule } }));
