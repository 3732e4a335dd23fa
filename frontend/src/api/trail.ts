import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "./client";

/** Where a problem is on its way: the five stations, what happened, and who has the next step. */
export const trailQuery = (problem: string) =>
  queryOptions({
    queryKey: ["trail", problem],
    queryFn: () => answer(api.GET("/api/problems/{problem_id}/trail/", { params: { path: { problem_id: problem } } })),
  });
