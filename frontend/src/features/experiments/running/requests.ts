import { queryOptions } from "@tanstack/react-query";
import { answer, api, idempotent } from "../../../api/client";
import type { components } from "../../../api/schema";
import { sendFile } from "../../../api/upload";

export type Running = components["schemas"]["RunningAnswer"];
export type Use = components["schemas"]["UseAnswer"];
export type Card = components["schemas"]["CardAnswer"];
export type Preview = components["schemas"]["FilePreview"];
type Imported = components["schemas"]["FileImported"];
type NewUse = components["schemas"]["UseBodyRequest"];
type NewCard = components["schemas"]["CardBodyRequest"];
type Learnt = components["schemas"]["DecideCardBodyRequest"];
type NewCheckIn = components["schemas"]["CheckInBodyRequest"];

const ofPilot = (pilot: string) => ({ params: { path: { pilot_id: pilot } } });
const onceOf = (pilot: string, key: string) => ({
  params: { path: { pilot_id: pilot }, header: idempotent(key) },
});
const ofCard = (card: string) => ({ params: { path: { card_id: card } } });

/** What was used, the loops, the next check-in and the diary; read again whenever the pilot is. */
export const runningQuery = (pilot: string) =>
  queryOptions({
    queryKey: ["pilot", pilot, "running"],
    queryFn: () => answer(api.GET("/api/pilots/{pilot_id}/running/", ofPilot(pilot))),
  });

export const pausePilot = (pilot: string, reason: string) =>
  answer(api.POST("/api/pilots/{pilot_id}/pause/", { ...ofPilot(pilot), body: { reason } }));

export const resumePilot = (pilot: string, reason: string) =>
  answer(api.POST("/api/pilots/{pilot_id}/resume/", { ...ofPilot(pilot), body: { reason } }));

/** Takes the exemption back before its end. */
export const revokeExemption = (pilot: string, reason: string) =>
  answer(api.POST("/api/pilots/{pilot_id}/revoke-exemption/", { ...ofPilot(pilot), body: { reason } }));

export const enterUse = (pilot: string, body: NewUse, key: string) =>
  answer(api.POST("/api/pilots/{pilot_id}/uses/", { ...onceOf(pilot, key), body }));

export const checkIn = (pilot: string, body: NewCheckIn, key: string) =>
  answer(api.POST("/api/pilots/{pilot_id}/check-ins/", { ...onceOf(pilot, key), body }));

export const planCard = (pilot: string, body: NewCard, key: string) =>
  answer(api.POST("/api/pilots/{pilot_id}/cards/", { ...onceOf(pilot, key), body }));

/** Changes a loop that has not started. */
export const editCard = (card: Card, body: NewCard) =>
  answer(api.PATCH("/api/cards/{card_id}/", { ...ofCard(card.id), body: { ...body, read_version: card.version } }));

/** From now on what the loop promises is locked. */
export const startCard = (card: string) => answer(api.POST("/api/cards/{card_id}/start/", ofCard(card)));

export const decideCard = (card: string, body: Learnt) =>
  answer(api.POST("/api/cards/{card_id}/decide/", { ...ofCard(card), body }));

/** What is in the file, row by row; nothing is entered. */
export const previewReadings = (pilot: string, file: File, onProgress: (part: number) => void) =>
  sendFile<Preview>(`/api/pilots/${pilot}/readings/preview/`, file, crypto.randomUUID(), onProgress);

/** Enters every row that is not there yet, or nothing. */
export const importReadings = (pilot: string, file: File, onProgress: (part: number) => void) =>
  sendFile<Imported>(`/api/pilots/${pilot}/readings/import/`, file, crypto.randomUUID(), onProgress);
