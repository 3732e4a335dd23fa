import { queryOptions } from "@tanstack/react-query";
import { answer, api, idempotent } from "../../api/client";
import type { components } from "../../api/schema";

export type TeamHours = components["schemas"]["TeamHoursAnswer"];
export type HoursAsked = components["schemas"]["HoursAskedAnswer"];
type HoursBody = components["schemas"]["HoursBodyRequest"];
type GrantBody = components["schemas"]["GrantHoursBodyRequest"];

/** The hours that managers gave, and my own question. */
export const teamHoursQuery = (id: string) =>
  queryOptions({
    queryKey: ["dotank", id, "hours"],
    queryFn: () => answer(api.GET("/api/dotanks/{dotank_id}/hours/", { params: { path: { dotank_id: id } } })),
  });

/** Asks my own manager. */
export const askForHours = (id: string, body: HoursBody, key: string): Promise<TeamHours> =>
  answer(
    api.POST("/api/dotanks/{dotank_id}/hours/", {
      params: { path: { dotank_id: id }, header: idempotent(key) },
      body,
    }),
  );

/** I ask no more, or need them no more. */
export const endHours = (asked: string): Promise<TeamHours> =>
  answer(api.POST("/api/hours/{asked_id}/end/", { params: { path: { asked_id: asked } } }));

/** What a colleague asks of me, through my signed link. */
export const hoursAskedQuery = (key: string) =>
  queryOptions({
    queryKey: ["hours", key],
    queryFn: () => answer(api.GET("/api/hours-asked/{key}/", { params: { path: { key } } })),
  });

/** Gives hours. */
export const grantHours = (key: string, body: GrantBody): Promise<HoursAsked> =>
  answer(api.POST("/api/hours-asked/{key}/grant/", { params: { path: { key } }, body }));

/** Gives none. */
export const refuseHours = (key: string, words: string): Promise<HoursAsked> =>
  answer(api.POST("/api/hours-asked/{key}/refuse/", { params: { path: { key } }, body: { words } }));

/** Takes them back. */
export const revokeHours = (key: string, words: string): Promise<HoursAsked> =>
  answer(api.POST("/api/hours-asked/{key}/revoke/", { params: { path: { key } }, body: { words } }));
