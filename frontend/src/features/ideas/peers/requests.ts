import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, api, idempotent } from "../../../api/client";
import type { components } from "../../../api/schema";
import { cursorOf } from "../../../lib/cursor";

type Schemas = components["schemas"];
export type Peers = Schemas["PeersAnswer"];
export type PeerAsk = Schemas["PeerAskAnswer"];
export type PeerCard = Schemas["PeerCard"];
export type PeerMessage = Schemas["PeerMessageAnswer"];

const of = (problem_id: string) => ({ path: { problem_id } });
const ofAsk = (ask_id: string) => ({ path: { ask_id } });

/** Where my search for colleagues who have the same trouble stands. */
export const peersQuery = (id: string) =>
  queryOptions({
    queryKey: ["peers", id],
    queryFn: () => answer(api.GET("/api/problems/{problem_id}/peers/", { params: of(id) })),
  });

/** A colleague stands alone: what I am asked. */
export const peerAskQuery = (id: string) =>
  queryOptions({
    queryKey: ["peer-ask", id],
    queryFn: () => answer(api.GET("/api/peer-asks/{ask_id}/", { params: ofAsk(id) })),
  });

/** What was said between those who were brought together, newest first. */
export const messagesQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ["peer-messages", id],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET("/api/problems/{problem_id}/peers/messages/", { params: { ...of(id), query: { cursor: pageParam } } }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => cursorOf(page.next),
  });

/** Looks for two colleagues elsewhere. */
export const lookForPeers = (id: string, key: string): Promise<Peers> =>
  answer(api.POST("/api/problems/{problem_id}/peers/", { params: { ...of(id), header: idempotent(key) } }));

/** Ends the search; whom I met stays. */
export const stopLooking = (id: string): Promise<Peers> =>
  answer(api.POST("/api/problems/{problem_id}/peers/stop/", { params: of(id) }));

/** Shows my name to those I talk with. */
export const showNameToPeers = (id: string): Promise<Peers> =>
  answer(api.POST("/api/problems/{problem_id}/peers/show-name/", { params: of(id) }));

/** Says yes, as the poster, to a colleague who wants to talk. */
export const meetPeer = (id: string): Promise<Peers> =>
  answer(api.POST("/api/peer-asks/{ask_id}/meet/", { params: ofAsk(id) }));

/** Says no, as the poster. */
export const turnDownPeer = (id: string): Promise<Peers> =>
  answer(api.POST("/api/peer-asks/{ask_id}/turn-down/", { params: ofAsk(id) }));

/** Would talk with the colleague. */
export const sayYes = (id: string): Promise<PeerAsk> =>
  answer(api.POST("/api/peer-asks/{ask_id}/yes/", { params: ofAsk(id) }));

/** Would not. */
export const sayNo = (id: string): Promise<PeerAsk> =>
  answer(api.POST("/api/peer-asks/{ask_id}/no/", { params: ofAsk(id) }));

/** Takes a yes back. */
export const leavePeers = (id: string): Promise<PeerAsk> =>
  answer(api.POST("/api/peer-asks/{ask_id}/leave/", { params: ofAsk(id) }));

/** Says something to those I was brought together with. */
export const writeToPeers = (id: string, text: string, key: string): Promise<PeerMessage> =>
  answer(
    api.POST("/api/problems/{problem_id}/peers/messages/", {
      params: { ...of(id), header: idempotent(key) },
      body: { text },
    }),
  );
