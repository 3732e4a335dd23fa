import type { components } from "../../../api/schema";

export const STATES = ["holds", "to_come", "ended", "revoked"] as const satisfies readonly State[];
export type State = components["schemas"]["ExemptionState"];

/** What the address of the register can say. */
export interface ExemptionFilters {
  state?: State;
  rule?: string;
  organisation?: string;
  q?: string;
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The filters in an address, whatever somebody typed there. */
export function exemptionFilters(search: Record<string, unknown>): ExemptionFilters {
  const { state, rule, organisation, q } = search;
  const known = STATES.find((one) => one === state);
  const id = (value: unknown) => (typeof value === "string" && ID.test(value) ? value : undefined);
  const words = typeof q === "string" ? q.slice(0, 100) : undefined;
  return {
    ...(known ? { state: known } : {}),
    ...(id(rule) ? { rule: id(rule) as string } : {}),
    ...(id(organisation) ? { organisation: id(organisation) as string } : {}),
    ...(words ? { q: words } : {}),
  };
}
