import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, api, idempotent } from "../../../api/client";
import type { components } from "../../../api/schema";
import { cursorOf } from "../../../lib/cursor";

export type DoTank = components["schemas"]["DoTankAnswer"];
export type VersionCard = components["schemas"]["VersionCard"];
export type Proposal = components["schemas"]["ProposalToDecide"];
export type Submission = components["schemas"]["SubmitBodyRequest"];

const of = (dotank: string) => ({ params: { path: { dotank_id: dotank } } });

/** The Do Tank whose room this is. */
export const dotankQuery = (id: string) =>
  queryOptions({ queryKey: ["dotank", id], queryFn: () => answer(api.GET("/api/dotanks/{dotank_id}/", of(id))) });

/** The numbered versions of its document, newest first. */
export const versionsQuery = (dotank: string) =>
  infiniteQueryOptions({
    queryKey: ["versions", dotank],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET("/api/dotanks/{dotank_id}/versions/", {
          params: { path: { dotank_id: dotank }, query: { cursor: pageParam } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => cursorOf(page.next),
  });

/** One version with its text; it never changes. */
export const versionQuery = (id: string) =>
  queryOptions({
    queryKey: ["version", id],
    queryFn: () => answer(api.GET("/api/versions/{version_id}/", { params: { path: { version_id: id } } })),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** What lies before the manager. */
export const submittedQuery = (proposal: string) =>
  queryOptions({
    queryKey: ["proposal", proposal],
    queryFn: () => answer(api.GET("/api/proposals/{proposal_id}/", { params: { path: { proposal_id: proposal } } })),
  });

/** Keeps the stored document under the next number; unchanged it gives the same number again. */
export const saveVersion = (dotank: string) => answer(api.POST("/api/dotanks/{dotank_id}/versions/", of(dotank)));

export type ToSubmit = components["schemas"]["ToSubmitAnswer"];

/** The questions a submission answers, and what the last one said. */
export const toSubmitQuery = (dotank: string) =>
  queryOptions({
    queryKey: ["to-submit", dotank],
    queryFn: () => answer(api.GET("/api/dotanks/{dotank_id}/to-submit/", of(dotank))),
  });

/** Organisations whose name holds these words, to name one of them. */
export const organisationsNamedQuery = (q: string) =>
  queryOptions({
    queryKey: ["organisations-named", q],
    queryFn: () => answer(api.GET("/api/organisations/", { params: { query: { q } } })),
    enabled: q.trim().length > 1,
  });

/** Puts one version before whoever must sign it off. */
export const submitProposal = (dotank: string, body: Submission, key: string) =>
  answer(
    api.POST("/api/dotanks/{dotank_id}/proposals/", {
      params: { path: { dotank_id: dotank }, header: idempotent(key) },
      body,
    }),
  );

/** Everybody who may enter the room today. */
export const roomPeopleQuery = (room: string) =>
  queryOptions({
    queryKey: ["room-people", room],
    queryFn: () => answer(api.GET("/api/rooms/{room_id}/people/", { params: { path: { room_id: room } } })),
  });

/** Where the file of a picture in the room is. */
export const pictureAddress = (room: string, attachment: string) =>
  `/api/rooms/${room}/attachments/${attachment}/file/`;

/** Outlines one can begin a text with, in one's own language. */
export const templatesQuery = (room: string) =>
  queryOptions({
    queryKey: ["room-templates", room],
    queryFn: () => answer(api.GET("/api/rooms/{room_id}/templates/", { params: { path: { room_id: room } } })),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** The check items of the document that are not ticked; read again every half minute, since typing tells nobody. */
export const openTasksQuery = (room: string) =>
  queryOptions({
    queryKey: ["room-tasks", room],
    queryFn: () => answer(api.GET("/api/rooms/{room_id}/tasks/", { params: { path: { room_id: room } } })),
    refetchInterval: 30_000,
    refetchOnMount: "always",
  });

const TITLE = 120;

/** A draft of a problem that only I see, filled with a note; nothing says afterwards that it came from one. */
export const draftProblemFrom = (words: string, language: Language) =>
  answer(
    api.POST("/api/problems/", {
      params: { header: idempotent(crypto.randomUUID()) },
      body: { title: words.slice(0, TITLE), situation: words, language },
    }),
  );

/** Keeps words of a board or a decision for the lesson of this work. */
export const keepForLesson = (room: string, words: string) =>
  answer(api.POST("/api/rooms/{room_id}/for-lesson/", { params: { path: { room_id: room } }, body: { words } }));

export type Language = components["schemas"]["Language"];
