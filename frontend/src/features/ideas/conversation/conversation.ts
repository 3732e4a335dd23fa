import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, api, idempotent } from "../../../api/client";
import type { components } from "../../../api/schema";
import { cursorOf } from "../../../lib/cursor";

type Schemas = components["schemas"];
export type Conversation = Schemas["ConversationAnswer"];
export type Comment = Schemas["CommentAnswer"];
export type Thread = Schemas["ThreadAnswer"];
export type Report = Schemas["ReportAnswer"];
export type HowOften = NonNullable<Schemas["SupportBodyRequest"]["how_often"]>;
export type ReportBody = Schemas["ReportBodyRequest"];

const of = (problem_id: string) => ({ path: { problem_id } });
const ofComment = (comment_id: string) => ({ path: { comment_id } });

/** Who has the same trouble, and how far the talk about a problem has come. */
export const conversationQuery = (id: string) =>
  queryOptions({
    queryKey: ["conversation", id],
    queryFn: () => answer(api.GET("/api/problems/{problem_id}/conversation/", { params: of(id) })),
  });

/** The threads, newest first, page by page. */
export const commentsQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ["comments", id],
    queryFn: ({ pageParam }) =>
      answer(api.GET("/api/problems/{problem_id}/comments/", { params: { ...of(id), query: { cursor: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => cursorOf(page.next),
  });

/** All answers to a comment, oldest first. */
export const answersQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ["answers", id],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET("/api/comments/{comment_id}/answers/", { params: { ...ofComment(id), query: { cursor: pageParam } } }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => cursorOf(page.next),
  });

/** Colleagues with these letters in their name whom I can mention here. */
export const mentionableQuery = (id: string, q: string) =>
  queryOptions({
    queryKey: ["mentionable", id, q],
    queryFn: () => answer(api.GET("/api/problems/{problem_id}/mentionable/", { params: { ...of(id), query: { q } } })),
    staleTime: 60_000,
  });

/** What coordinators are asked to look at. */
export const reportsQuery = () =>
  infiniteQueryOptions({
    queryKey: ["reports"],
    queryFn: ({ pageParam }) => answer(api.GET("/api/reports/", { params: { query: { cursor: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => cursorOf(page.next),
  });

/** Says that it is mine too, or how. */
export const support = (id: string, body: Schemas["SupportBodyRequest"], key: string): Promise<Conversation> =>
  answer(api.POST("/api/problems/{problem_id}/support/", { params: { ...of(id), header: idempotent(key) }, body }));

/** It is not mine after all. */
export const withdrawSupport = (id: string): Promise<Conversation> =>
  answer(api.POST("/api/problems/{problem_id}/support/withdraw/", { params: of(id) }));

/** Hears of every step from now on, or no more. */
export const follow = (id: string, on: boolean): Promise<Conversation> =>
  on
    ? answer(api.POST("/api/problems/{problem_id}/follow/", { params: of(id) }))
    : answer(api.POST("/api/problems/{problem_id}/unfollow/", { params: of(id) }));

/** Writes a comment, or answers one. */
export const writeComment = (id: string, body: Schemas["WriteCommentBodyRequest"], key: string): Promise<Comment> =>
  answer(api.POST("/api/problems/{problem_id}/comments/", { params: { ...of(id), header: idempotent(key) }, body }));

/** Changes my comment, unless it changed since version `read_version` was read. */
export const editComment = (id: string, body: Schemas["PatchedEditCommentBodyRequest"]): Promise<Comment> =>
  answer(api.PATCH("/api/comments/{comment_id}/", { params: ofComment(id), body }));

/** Takes my words back. */
export const removeComment = (id: string): Promise<Comment> =>
  answer(api.POST("/api/comments/{comment_id}/remove/", { params: ofComment(id) }));

/** Hides a comment, with a reason that its author reads. */
export const hideComment = (id: string, reason: string): Promise<Comment> =>
  answer(api.POST("/api/comments/{comment_id}/hide/", { params: ofComment(id), body: { reason } }));

/** Lets a hidden comment be read again. */
export const showCommentAgain = (id: string): Promise<Comment> =>
  answer(api.POST("/api/comments/{comment_id}/show-again/", { params: ofComment(id) }));

/** Asks the coordinators to look at a problem, or at a comment. */
export const report = (about: { problem: string } | { comment: string }, body: ReportBody, key: string) =>
  "problem" in about
    ? answer(
        api.POST("/api/problems/{problem_id}/report/", {
          params: { ...of(about.problem), header: idempotent(key) },
          body,
        }),
      )
    : answer(
        api.POST("/api/comments/{comment_id}/report/", {
          params: { ...ofComment(about.comment), header: idempotent(key) },
          body,
        }),
      );

/** Closes a report with what was done about it. */
export const settleReport = (report_id: string, said: string): Promise<Report> =>
  answer(api.POST("/api/reports/{report_id}/settle/", { params: { path: { report_id } }, body: { answer: said } }));
