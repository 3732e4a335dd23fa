import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { answer, api, idempotent } from "../../api/client";
import type { components } from "../../api/schema";

export type Need = components["schemas"]["NeedAnswer"];
export type NeedBody = components["schemas"]["NeedBodyRequest"];
export type ProposedTeam = components["schemas"]["ProposedTeamAnswer"];
export type TriedTeam = components["schemas"]["TriedTeamAnswer"];
export type SeatChange = components["schemas"]["SeatChangeAnswer"];
type ConfirmBody = components["schemas"]["ConfirmTeamBodyRequest"];

/** The problem a team is formed for. */
export const problemToAssembleQuery = (id: string) =>
  queryOptions({
    queryKey: ["problem", id],
    queryFn: () => answer(api.GET("/api/problems/{problem_id}/", { params: { path: { problem_id: id } } })),
  });

/** What the team must bring. */
export const needQuery = (problem: string) =>
  queryOptions({
    queryKey: ["need", problem],
    queryFn: () => answer(api.GET("/api/problems/{problem_id}/need/", { params: { path: { problem_id: problem } } })),
  });

/** Says what the team must bring. */
export const stateNeed = (problem: string, body: NeedBody): Promise<Need> =>
  answer(api.PUT("/api/problems/{problem_id}/need/", { params: { path: { problem_id: problem } }, body }));

/** Lets the assembler advise a team; nobody is asked yet. */
export const proposeTeam = (problem: string, key: string): Promise<ProposedTeam> =>
  answer(
    api.POST("/api/problems/{problem_id}/proposed-teams/", {
      params: { path: { problem_id: problem }, header: idempotent(key) },
    }),
  );

/** A team as it was advised. */
export const proposedTeamQuery = (id: string) =>
  queryOptions({
    queryKey: ["proposed-team", id],
    queryFn: () =>
      answer(api.GET("/api/proposed-teams/{proposed_team_id}/", { params: { path: { proposed_team_id: id } } })),
  });

/** Forms the Do Tank and asks its people. */
export const confirmTeam = (id: string, body: ConfirmBody, key: string) =>
  answer(
    api.POST("/api/proposed-teams/{proposed_team_id}/confirm/", {
      params: { path: { proposed_team_id: id }, header: idempotent(key) },
      body,
    }),
  );

/** What a changed team would cost against the advised one; nothing is kept. */
export const triedTeamQuery = (id: string, members: readonly string[]) =>
  queryOptions({
    queryKey: ["tried-team", id, [...members].sort()],
    queryFn: () =>
      answer(
        api.POST("/api/proposed-teams/{proposed_team_id}/try/", {
          params: { path: { proposed_team_id: id } },
          body: { members: [...members] },
        }),
      ),
    placeholderData: keepPreviousData,
    retry: false,
  });

/** Asks for less in one of the ways offered; a team is proposed again. */
export const widenNeed = (id: string, way: number, key: string): Promise<ProposedTeam> =>
  answer(
    api.POST("/api/proposed-teams/{proposed_team_id}/widen/", {
      params: { path: { proposed_team_id: id }, header: idempotent(key) },
      body: { way },
    }),
  );

/** Where a team is another than was advised, and why; for coordinators. */
export const seatChangesQuery = (dotank: string) =>
  queryOptions({
    queryKey: ["dotank", dotank, "seat-changes"],
    queryFn: () =>
      answer(api.GET("/api/dotanks/{dotank_id}/seat-changes/", { params: { path: { dotank_id: dotank } } })),
  });
