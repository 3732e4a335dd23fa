import { queryOptions } from "@tanstack/react-query";
import { answer, api, idempotent } from "../../../api/client";
import type { components } from "../../../api/schema";

export type Pilot = components["schemas"]["PilotAnswer"];
export type Measure = components["schemas"]["MeasureAnswer"];
export type Question = components["schemas"]["GateQuestion"];
export type GatePart = Question["part"];
export type Clash = components["schemas"]["ClashAnswer"];
export type Reading = components["schemas"]["ReadingAnswer"];
export type Changes = Omit<components["schemas"]["PatchedPilotBodyRequest"], "read_version">;
type NewReading = components["schemas"]["ReadingBodyRequest"];
export type Conclusion = components["schemas"]["ConcludeBodyRequest"];

const of = (pilot: string) => ({ params: { path: { pilot_id: pilot } } });

/** One pilot with its measures and readings. */
export const pilotQuery = (id: string) =>
  queryOptions({ queryKey: ["pilot", id], queryFn: () => answer(api.GET("/api/pilots/{pilot_id}/", of(id))) });

/** Changes what is being prepared; refused when somebody else changed it since `read_version`. */
export const editPilot = (pilot: string, read_version: number, changes: Changes) =>
  answer(api.PATCH("/api/pilots/{pilot_id}/", { ...of(pilot), body: { read_version, ...changes } }));

/** Says that the team has seen which other pilots touch the same. */
export const lookAtClashes = (pilot: string) => answer(api.POST("/api/pilots/{pilot_id}/clashes/look/", of(pilot)));

/** Fills the pilot with what another team's exemption rests on. */
export const copyExemption = (pilot: string, read_version: number, exemption: string) =>
  answer(api.POST("/api/pilots/{pilot_id}/copy-exemption/", { ...of(pilot), body: { read_version, exemption } }));

/** Starts the pilot: its limits, measures and thresholds are fixed from now on. */
export const openPilot = (pilot: string) => answer(api.POST("/api/pilots/{pilot_id}/open/", of(pilot)));

/** Adds what was measured; a correction names the reading it corrects. */
export const enterReading = async (pilot: string, body: NewReading, key: string): Promise<Reading> =>
  // One was sent, so one comes back; machines send lists.
  (await answer(
    api.POST("/api/pilots/{pilot_id}/readings/", {
      params: { path: { pilot_id: pilot }, header: idempotent(key) },
      body,
    }),
  )) as Reading;

/** Stops before the end, with one sentence. */
export const stopPilot = (pilot: string, reason: string) =>
  answer(api.POST("/api/pilots/{pilot_id}/stop/", { ...of(pilot), body: { reason } }));

/** Ends the pilot with its verdict and both scores; its lesson opens. */
export const concludePilot = (pilot: string, body: Conclusion, key: string) =>
  answer(
    api.POST("/api/pilots/{pilot_id}/conclude/", {
      params: { path: { pilot_id: pilot }, header: idempotent(key) },
      body,
    }),
  );
