import { queryOptions } from "@tanstack/react-query";
import { answer, api, idempotent } from "../../api/client";
import type { components } from "../../api/schema";

export type SeatBeside = components["schemas"]["SeatBesideAnswer"];
export type AskedBeside = components["schemas"]["AskedBesideAnswer"];
export type AskBesideBody = components["schemas"]["AskBesideBodyRequest"];

/** Who stands beside the team. */
export const besideQuery = (id: string) =>
  queryOptions({
    queryKey: ["dotank", id, "beside"],
    queryFn: () => answer(api.GET("/api/dotanks/{dotank_id}/beside/", { params: { path: { dotank_id: id } } })),
  });

/** Asks a colleague to help for a while. */
export const askBeside = (id: string, body: AskBesideBody, key: string) =>
  answer(
    api.POST("/api/dotanks/{dotank_id}/beside/", {
      params: { path: { dotank_id: id }, header: idempotent(key) },
      body,
    }),
  );

/** Ends it before its day. */
export const endBeside = (id: string) =>
  answer(api.POST("/api/beside/{beside_id}/end/", { params: { path: { beside_id: id } } }));

/** What I am asked. */
export const askedBesideQuery = (id: string) =>
  queryOptions({
    queryKey: ["beside", id],
    queryFn: () => answer(api.GET("/api/beside/{beside_id}/", { params: { path: { beside_id: id } } })),
  });

/** Yes, until that day. */
export const acceptBeside = (id: string) =>
  answer(api.POST("/api/beside/{beside_id}/accept/", { params: { path: { beside_id: id } } }));

/** No. */
export const declineBeside = (id: string) =>
  answer(api.POST("/api/beside/{beside_id}/decline/", { params: { path: { beside_id: id } } }));
