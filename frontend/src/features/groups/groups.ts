import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, api, idempotent } from "../../api/client";
import type { components } from "../../api/schema";
import { cursorOf } from "../../lib/cursor";
import type { GroupFilters } from "./filters";

export type Group = components["schemas"]["GroupAnswer"];
export type GroupCard = components["schemas"]["GroupCard"];
export type GroupBody = components["schemas"]["GroupBodyRequest"];

const of = (id: string) => ({ path: { group_id: id } });

/** Groups, newest first, page by page. */
export const groupsQuery = ({ view, topic, q }: GroupFilters) =>
  infiniteQueryOptions({
    queryKey: ["groups", { view, topic, q }],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET("/api/groups/", {
          params: {
            query: {
              mine: view === "mine",
              fits: view === "fits",
              q,
              topic: topic as components["schemas"]["Topic"] | undefined,
              cursor: pageParam,
            },
          },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => cursorOf(page.next),
  });

/** One group as I see it. */
export const groupQuery = (id: string) =>
  queryOptions({
    queryKey: ["group", id],
    queryFn: () => answer(api.GET("/api/groups/{group_id}/", { params: of(id) })),
  });

/** Who is in it, page by page; for its members. */
export const membersQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ["group", id, "members"],
    queryFn: ({ pageParam }) =>
      answer(api.GET("/api/groups/{group_id}/members/", { params: { ...of(id), query: { cursor: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => cursorOf(page.next),
  });

/** Who asks to join, for whoever answers. */
export const requestsQuery = (id: string) =>
  queryOptions({
    queryKey: ["group", id, "requests"],
    queryFn: () => answer(api.GET("/api/groups/{group_id}/requests/", { params: of(id) })),
  });

/** The problems it was sent, with where each is. */
export const casesQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ["group", id, "cases"],
    queryFn: ({ pageParam }) =>
      answer(api.GET("/api/groups/{group_id}/cases/", { params: { ...of(id), query: { cursor: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => cursorOf(page.next),
  });

/** What changed in it and in its problems. */
export const changesQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ["group", id, "changes"],
    queryFn: ({ pageParam }) =>
      answer(api.GET("/api/groups/{group_id}/changes/", { params: { ...of(id), query: { cursor: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => cursorOf(page.next),
  });

/** Founds a group. */
export const foundGroup = (body: GroupBody, key: string): Promise<Group> =>
  answer(api.POST("/api/groups/", { body, params: { header: idempotent(key) } }));

/** Changes it, unless it changed since version `read_version` was read. */
export const editGroup = (id: string, body: GroupBody & { read_version: number }): Promise<Group> =>
  answer(api.PATCH("/api/groups/{group_id}/", { params: of(id), body }));

/** Says what it wants to reach in a year. */
export const setGoal = (id: string, body: { year: number; words: string }): Promise<Group> =>
  answer(api.PUT("/api/groups/{group_id}/goal/", { params: of(id), body }));

/** Closes it. */
export const closeGroup = (id: string, reason: string): Promise<Group> =>
  answer(api.POST("/api/groups/{group_id}/close/", { params: of(id), body: { reason } }));

/** I come in. */
export const joinGroup = (id: string, key: string): Promise<Group> =>
  answer(api.POST("/api/groups/{group_id}/join/", { params: { ...of(id), header: idempotent(key) } }));

/** I ask to come in. */
export const askToJoin = (id: string, why: string, key: string): Promise<Group> =>
  answer(
    api.POST("/api/groups/{group_id}/requests/", { params: { ...of(id), header: idempotent(key) }, body: { why } }),
  );

/** I no longer ask. */
export const takeRequestBack = (id: string): Promise<Group> =>
  answer(api.POST("/api/groups/{group_id}/requests/take-back/", { params: of(id) }));

/** I go. */
export const leaveGroup = (id: string): Promise<Group> =>
  answer(api.POST("/api/groups/{group_id}/leave/", { params: of(id) }));

/** A coordinator names a member. */
export const nameMember = (id: string, body: { email: string; endorsement: string }, key: string) =>
  answer(api.POST("/api/groups/{group_id}/members/", { params: { ...of(id), header: idempotent(key) }, body }));

const that = (membership: string) => ({ path: { membership_id: membership } });

/** Yes to a request. */
export const letIn = (membership: string) =>
  answer(api.POST("/api/memberships/{membership_id}/let-in/", { params: that(membership) }));

/** No to a request, with a reason. */
export const turnDown = (membership: string, reason: string) =>
  answer(api.POST("/api/memberships/{membership_id}/turn-down/", { params: that(membership), body: { reason } }));

/** One more convener. */
export const nameConvener = (membership: string) =>
  answer(api.POST("/api/memberships/{membership_id}/name-convener/", { params: that(membership) }));

/** Ends somebody's membership, with a reason. */
export const removeMember = (membership: string, reason: string) =>
  answer(api.POST("/api/memberships/{membership_id}/remove/", { params: that(membership), body: { reason } }));
