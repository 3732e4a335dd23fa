import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "../../../api/client";
import type { components } from "../../../api/schema";

export type Rhythms = components["schemas"]["NoticeRhythmsAnswer"];
export type Rhythm = Rhythms["mine"];

/** How soon I am told by mail, for each group of notices. */
export const rhythmsQuery = queryOptions({
  queryKey: ["notice-rhythms"],
  queryFn: () => answer(api.GET("/api/me/notice-rhythms/")),
});

/** Chooses how soon I am told by mail. */
export const chooseRhythms = (body: Rhythms): Promise<Rhythms> => answer(api.PUT("/api/me/notice-rhythms/", { body }));
