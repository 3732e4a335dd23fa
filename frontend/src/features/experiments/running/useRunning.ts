import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type Running, runningQuery } from "./requests";

/** What was written down so far, and how to take in the answer to a change of it. */
export function useRunning(pilot: string) {
  const queries = useQueryClient();
  const { data } = useQuery(runningQuery(pilot));
  return {
    running: data,
    took: (answer: Running) => {
      queries.setQueryData(runningQuery(pilot).queryKey, answer);
      void queries.invalidateQueries({ queryKey: ["desk"] });
    },
  };
}
