import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "../../api/client";
import type { components } from "../../api/schema";

export type Affected = components["schemas"]["AffectedAnswer"];

/** Whom the work affects, and who speaks for them. */
export const affectedQuery = (id: string) =>
  queryOptions({
    queryKey: ["dotank", id, "affected"],
    queryFn: () => answer(api.GET("/api/dotanks/{dotank_id}/affected/", { params: { path: { dotank_id: id } } })),
  });

/** Puts this list in place of the one that was read. */
export const mapAffected = (
  id: string,
  read_version: number,
  groups: { name: string; voice: string | null }[],
): Promise<Affected> =>
  answer(
    api.PUT("/api/dotanks/{dotank_id}/affected/", {
      params: { path: { dotank_id: id } },
      body: { read_version, groups },
    }),
  );
