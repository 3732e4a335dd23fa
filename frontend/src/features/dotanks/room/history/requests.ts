import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { answer, api, idempotent } from "../../../../api/client";
import type { components } from "../../../../api/schema";

export type Version = components["schemas"]["VersionAnswer"];
export type LineChange = components["schemas"]["LineChangeAnswer"];

/** What changed from one version to another, or (`after` null) to the document as it is now. */
export const differencesQuery = (dotank: string, before: number, after: number | null, whole: boolean) =>
  queryOptions({
    queryKey: ["differences", dotank, before, after, whole],
    queryFn: () =>
      answer(
        api.GET("/api/dotanks/{dotank_id}/differences/", {
          params: { path: { dotank_id: dotank }, query: { before, whole, ...(after === null ? {} : { after }) } },
        }),
      ),
    placeholderData: keepPreviousData,
  });

const of = (version: string) => ({ path: { version_id: version } });

/** Calls a version something, or something else. */
export const nameVersion = (version: string, name: string) =>
  answer(api.PUT("/api/versions/{version_id}/name/", { params: of(version), body: { name } }));

/** Makes an earlier version the newest text; what stood there becomes a version too. */
export const restoreVersion = (version: string, key: string) =>
  answer(api.POST("/api/versions/{version_id}/restore/", { params: { ...of(version), header: idempotent(key) } }));

/** Lets coordinators read the room, or ends it. */
export const letReadAlong = (dotank: string, open: boolean) =>
  answer(api.PUT("/api/dotanks/{dotank_id}/read-along/", { params: { path: { dotank_id: dotank } }, body: { open } }));
