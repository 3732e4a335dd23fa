import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "../../api/client";
import type { components } from "../../api/schema";
import type { DoTank } from "./dotanks";

export type Charter = components["schemas"]["CharterAnswer"];
export type CharterText = components["schemas"]["WriteCharterBodyRequest"];

/** What the team agrees with each other. */
export const charterQuery = (id: string) =>
  queryOptions({
    queryKey: ["dotank", id, "charter"],
    queryFn: () => answer(api.GET("/api/dotanks/{dotank_id}/charter/", { params: { path: { dotank_id: id } } })),
  });

/** Writes the four lines; everybody accepts them anew. */
export const writeCharter = (id: string, body: CharterText): Promise<Charter> =>
  answer(api.PUT("/api/dotanks/{dotank_id}/charter/", { params: { path: { dotank_id: id } }, body }));

/** Accepts the words that were read. */
export const acceptCharter = (id: string, version: number): Promise<Charter> =>
  answer(
    api.POST("/api/dotanks/{dotank_id}/charter/accept/", {
      params: { path: { dotank_id: id } },
      body: { read_version: version },
    }),
  );

/** Says who drives and who challenges. */
export const nameRoles = (id: string, body: { driver: string; challenger: string }): Promise<DoTank> =>
  answer(api.PUT("/api/dotanks/{dotank_id}/roles/", { params: { path: { dotank_id: id } }, body }));
