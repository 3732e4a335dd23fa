import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "../../../api/client";
import type { components } from "../../../api/schema";

type Schemas = components["schemas"];
export type Backing = Schemas["BackingAnswer"];
export type Answered = Schemas["AnswerBackingBodyRequest"];

const of = (problem_id: string) => ({ params: { path: { problem_id } } });

/** How many stand behind the problem, and the answer they got. */
export const backingQuery = (id: string) =>
  queryOptions({
    queryKey: ["backing", id],
    queryFn: () => answer(api.GET("/api/problems/{problem_id}/backing/", of(id))),
  });

/** Problems with many behind them that wait until a coordinator names who decides, oldest first. */
export const backedQuery = queryOptions({
  queryKey: ["backed"],
  queryFn: () => answer(api.GET("/api/backed-problems/")),
});

/** Asks a manager to answer. */
export const nameDecisionMaker = (id: string, manager: string): Promise<Backing> =>
  answer(api.POST("/api/problems/{problem_id}/backing/name/", { ...of(id), body: { manager } }));

/** Answers, once and in public. */
export const answerBacking = (id: string, body: Answered): Promise<Backing> =>
  answer(api.POST("/api/problems/{problem_id}/backing/answer/", { ...of(id), body }));
