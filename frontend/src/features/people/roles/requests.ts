import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, api, idempotent } from "../../../api/client";
import type { components } from "../../../api/schema";
import { cursorOf } from "../../../lib/cursor";

export type Role = components["schemas"]["RoleAnswer"];
export type RoleEntry = components["schemas"]["RoleEntry"];
export type RoleKind = components["schemas"]["RoleKind"];
export type GiveBody = components["schemas"]["GiveRoleBodyRequest"];

export interface RoleFilters {
  q?: string;
  kind?: RoleKind;
  organisation?: string;
}

const at = (id: string) => ({ params: { path: { role_id: id } } });

/** My own roles and those I keep, newest first. */
export const rolesQuery = (filters: RoleFilters) =>
  infiniteQueryOptions({
    queryKey: ["roles", filters],
    queryFn: ({ pageParam }) =>
      answer(api.GET("/api/roles/", { params: { query: { ...filters, cursor: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => cursorOf(page.next),
  });

/** One role with everything that happened to it. */
export const roleQuery = (id: string) =>
  queryOptions({ queryKey: ["role", id], queryFn: () => answer(api.GET("/api/roles/{role_id}/", at(id))) });

export const giveRole = (body: GiveBody, key: string): Promise<Role> =>
  answer(api.POST("/api/roles/", { body, params: { header: idempotent(key) } }));

export const changeRole = (id: string, until: string | null): Promise<Role> =>
  answer(api.PATCH("/api/roles/{role_id}/", { ...at(id), body: { until } }));

export const endRole = (id: string, reason: string): Promise<Role> =>
  answer(api.POST("/api/roles/{role_id}/end/", { ...at(id), body: { reason } }));
