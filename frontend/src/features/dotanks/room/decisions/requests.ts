import { infiniteQueryOptions } from "@tanstack/react-query";
import { answer, api, idempotent } from "../../../../api/client";
import type { components } from "../../../../api/schema";
import { cursorOf } from "../../../../lib/cursor";
import { keep, readKept } from "../../../../lib/kept";

type Schemas = components["schemas"];
export type Poll = Schemas["PollAnswer"];
export type Decision = Schemas["DecisionAnswer"];
export type MakePoll = Schemas["MakePollBodyRequest"];
export type DecisionBody = Schemas["DecisionBodyRequest"];

const of = (room_id: string) => ({ path: { room_id } });
const ofPoll = (poll_id: string) => ({ path: { poll_id } });
const ofDecision = (decision_id: string) => ({ path: { decision_id } });

/** The polls of the room, newest first. */
export const pollsQuery = (room: string) =>
  infiniteQueryOptions({
    queryKey: ["polls", room],
    queryFn: ({ pageParam }) =>
      answer(api.GET("/api/rooms/{room_id}/polls/", { params: { ...of(room), query: { cursor: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => cursorOf(page.next),
  });

/** What was decided in the room, newest first. */
export const decisionsQuery = (room: string) =>
  infiniteQueryOptions({
    queryKey: ["decisions", room],
    queryFn: ({ pageParam }) =>
      answer(api.GET("/api/rooms/{room_id}/decisions/", { params: { ...of(room), query: { cursor: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => cursorOf(page.next),
  });

/** Asks everybody who writes in the room. */
export const makePoll = (room: string, body: MakePoll, key: string): Promise<Poll> =>
  answer(api.POST("/api/rooms/{room_id}/polls/", { params: { ...of(room), header: idempotent(key) }, body }));

/** Asks a draft otherwise. */
export const changePoll = (poll: string, body: Schemas["PatchedChangePollBodyRequest"]): Promise<Poll> =>
  answer(api.PATCH("/api/polls/{poll_id}/", { params: ofPoll(poll), body }));

/** Lets everybody vote on a draft. */
export const openPoll = (poll: string): Promise<Poll> =>
  answer(api.POST("/api/polls/{poll_id}/open/", { params: ofPoll(poll) }));

/** Ends a poll without a result. */
export const withdrawPoll = (poll: string): Promise<Poll> =>
  answer(api.POST("/api/polls/{poll_id}/withdraw/", { params: ofPoll(poll) }));

/** Counts the votes, and keeps what was decided. */
export const closePoll = (poll: string, decision: DecisionBody | null): Promise<Poll> =>
  answer(api.POST("/api/polls/{poll_id}/close/", { params: ofPoll(poll), body: { decision } }));

/** What I chose in a hidden vote, and the word under which it lies: only this browser knows them. */
export interface OwnVote {
  word: string;
  dots: Record<string, number>;
  reason: string;
}

export const ownVote = (poll: string): OwnVote | undefined => readKept<OwnVote>(`vote.${poll}`);

/** Votes, or votes anew. */
export async function vote(poll: Poll, dots: Record<string, number>, reason: string): Promise<Poll> {
  const word = ownVote(poll.id)?.word ?? crypto.randomUUID();
  // Kept before it is sent: a vote that arrived while its answer was lost can still be changed.
  if (poll.secrecy !== "open") keep(`vote.${poll.id}`, { word, dots, reason } satisfies OwnVote);
  const choices = Object.entries(dots).map(([option, count]) => ({ option, dots: count }));
  return answer(
    api.POST("/api/polls/{poll_id}/vote/", {
      params: ofPoll(poll.id),
      body: { choices, reason, word: poll.secrecy === "always" ? word : "" },
    }),
  );
}

/** Writes down what was decided. */
export const decide = (room: string, body: DecisionBody, key: string): Promise<Decision> =>
  answer(api.POST("/api/rooms/{room_id}/decisions/", { params: { ...of(room), header: idempotent(key) }, body }));

/** Looked at again: it stands. */
export const keepDecision = (decision: string, review_on: string | null): Promise<Decision> =>
  answer(
    api.POST("/api/decisions/{decision_id}/keep/", { params: ofDecision(decision), body: { words: "", review_on } }),
  );

/** Looked at again: it does not hold any more. */
export const endDecision = (decision: string, words: string): Promise<Decision> =>
  answer(api.POST("/api/decisions/{decision_id}/end/", { params: ofDecision(decision), body: { words } }));
