import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "../../../api/client";
import type { components } from "../../../api/schema";

export type Profile = components["schemas"]["ProfileAnswer"];
export type ProfileBody = components["schemas"]["ProfileBodyRequest"];
export type OfferedSkill = components["schemas"]["OfferedSkill"];

/** What I offer the network. */
export const profileQuery = queryOptions({
  queryKey: ["profile"],
  queryFn: () => answer(api.GET("/api/me/profile/")),
});

/** Says what I offer; it takes the place of what I said before. */
export const saveProfile = (body: ProfileBody): Promise<Profile> => answer(api.PUT("/api/me/profile/", { body }));
