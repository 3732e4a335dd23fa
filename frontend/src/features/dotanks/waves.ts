import { queryOptions } from "@tanstack/react-query";
import { answer, api, idempotent } from "../../api/client";
import type { components } from "../../api/schema";

export type NextWave = components["schemas"]["NextWaveAnswer"];
type AskWaveBody = components["schemas"]["AskWaveBodyRequest"];

/** Whom to ask next; worked out anew each time. */
export const nextWaveQuery = (id: string) =>
  queryOptions({
    queryKey: ["dotank", id, "next-wave"],
    queryFn: () => answer(api.GET("/api/dotanks/{dotank_id}/next-wave/", { params: { path: { dotank_id: id } } })),
  });

/** Asks several colleagues at once. */
export const askWave = (id: string, body: AskWaveBody, key: string) =>
  answer(
    api.POST("/api/dotanks/{dotank_id}/waves/", {
      params: { path: { dotank_id: id }, header: idempotent(key) },
      body,
    }),
  );
