import type { RoleFilters, RoleKind } from "./requests";

const KINDS: readonly string[] = ["coordinator", "manager", "administrator"] satisfies RoleKind[];
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What the address says of the list; anything else is left out. */
export function roleFilters(search: Record<string, unknown>): RoleFilters {
  const { q, kind, organisation } = search;
  return {
    ...(typeof q === "string" && q ? { q: q.slice(0, 80) } : {}),
    ...(typeof kind === "string" && KINDS.includes(kind) ? { kind: kind as RoleKind } : {}),
    ...(typeof organisation === "string" && ID.test(organisation) ? { organisation } : {}),
  };
}
