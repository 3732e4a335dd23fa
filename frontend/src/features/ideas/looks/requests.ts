import { queryOptions } from "@tanstack/react-query";
import { answer, api, idempotent } from "../../../api/client";
import type { components } from "../../../api/schema";

export type Look = components["schemas"]["LookAnswer"];
export type Behind = components["schemas"]["BehindAnswer"];

const path = (look_id: string) => ({ params: { path: { look_id } } });

/** What one coordinator asked, and what another answered. */
export const lookQuery = (id: string) =>
  queryOptions({ queryKey: ["look", id], queryFn: () => answer(api.GET("/api/looks/{look_id}/", path(id))) });

/** Asks another coordinator to agree to a look. */
export const askForLook = (problem_id: string, reason: string, key: string): Promise<Look> =>
  answer(
    api.POST("/api/problems/{problem_id}/looks/", {
      params: { path: { problem_id }, header: idempotent(key) },
      body: { reason },
    }),
  );

/** Agrees; the poster is told. */
export const agreeToLook = (id: string): Promise<Look> => answer(api.POST("/api/looks/{look_id}/agree/", path(id)));

/** Says no. */
export const refuseLook = (id: string, reason: string): Promise<Look> =>
  answer(api.POST("/api/looks/{look_id}/refuse/", { ...path(id), body: { reason } }));

/** Who posted; kept in the history each time. */
export const lookBehind = (id: string): Promise<Behind> => answer(api.POST("/api/looks/{look_id}/look/", path(id)));
