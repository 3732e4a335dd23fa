import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { trailQuery } from "../../../api/trail";
import { useLive } from "../../../live/useLive";
import { pilotQuery } from "./requests";

/** A pilot with the trail of its problem, both read again when something changes; and its lesson, once there is one. */
export function usePilot(id: string) {
  const queries = useQueryClient();
  const { data: pilot } = useSuspenseQuery(pilotQuery(id));
  const { data: trail } = useSuspenseQuery(trailQuery(pilot.problem.id));
  useLive(`pilot.${id}`, {
    "*": () => {
      void queries.invalidateQueries({ queryKey: ["pilot", id] });
      void queries.invalidateQueries({ queryKey: ["trail"] });
    },
  });
  return { pilot, trail, lesson: trail.stations.find((station) => station.name === "lesson")?.link ?? null };
}
