import { queryOptions } from "@tanstack/react-query";
import { answer, api, idempotent } from "../../../api/client";
import type { components } from "../../../api/schema";

export type MyData = components["schemas"]["MyData"];
export type Archive = components["schemas"]["ArchiveAnswer"];

const WORKING = 2000;

/** What I asked about my data, and what would happen if I had myself erased; looked at again while an archive is made. */
export const myDataQuery = queryOptions({
  queryKey: ["my-data"],
  queryFn: () => answer(api.GET("/api/me/data/")),
  refetchInterval: ({ state }) => (beingMade(state.data?.archive) ? WORKING : false),
});

/** Whether the archive is still on its way. */
export const beingMade = (archive: Archive | null | undefined): boolean =>
  Boolean(archive && !archive.ready && !archive.failed);

/** Has everything about me gathered. */
export const askForArchive = (key: string) =>
  answer(api.POST("/api/me/archives/", { params: { header: idempotent(key) } }));

/** The finished file. */
export const readArchive = (id: string) =>
  answer<Blob>(
    api.GET("/api/me/archives/{archive_id}/file/", { params: { path: { archive_id: id } }, parseAs: "blob" }) as never,
  );

/** Has me erased in a week. */
export const askForErasure = (key: string) =>
  answer(api.POST("/api/me/erasure/", { params: { header: idempotent(key) } }));

/** Lets me stay after all. */
export const takeErasureBack = (): Promise<MyData> => answer(api.POST("/api/me/erasure/take-back/"));
