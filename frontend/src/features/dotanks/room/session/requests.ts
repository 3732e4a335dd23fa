import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, api, idempotent } from "../../../../api/client";
import type { components } from "../../../../api/schema";
import { cursorOf } from "../../../../lib/cursor";
import { RefusalError } from "../../../../lib/refusal";

export type Session = components["schemas"]["SessionAnswer"];
export type SessionCard = components["schemas"]["SessionCardAnswer"];
export type AgendaItem = components["schemas"]["AgendaItemAnswer"];
export type Entry = components["schemas"]["EntryAnswer"];
export type Kind = components["schemas"]["SessionKindAnswer"];
export type Card = components["schemas"]["MethodCardAnswer"];
export type Move = components["schemas"]["MoveEnum"];
export type PlanBody = components["schemas"]["PlanSessionBodyRequest"];
type EntryBody = components["schemas"]["WriteEntryBodyRequest"];
type TaskBody = components["schemas"]["AddTaskBodyRequest"];

/** Which session, in which room. */
export interface Which {
  room: string;
  id: string;
}

const path = ({ room, id }: Which) => ({ room_id: room, session_id: id });

/** Everything this room's sessions are read by: said to be old whenever one of them changes. */
export const sessionsKey = (room: string) => ["room", room, "sessions"] as const;

/** The session that runs in the room, or none. */
export const sessionNowQuery = (room: string) =>
  queryOptions({
    queryKey: [...sessionsKey(room), "now"],
    queryFn: () => answer(api.GET("/api/rooms/{room_id}/session-now/", { params: { path: { room_id: room } } })),
  });

/** The sessions of the room, newest first. */
export const sessionsQuery = (room: string) =>
  infiniteQueryOptions({
    queryKey: [...sessionsKey(room), "list"],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET("/api/rooms/{room_id}/sessions/", {
          params: { path: { room_id: room }, query: { cursor: pageParam } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => cursorOf(page.next),
  });

/** One session as I see it. */
export const sessionQuery = (which: Which) =>
  queryOptions({
    queryKey: [...sessionsKey(which.room), which.id],
    queryFn: () => answer(api.GET("/api/rooms/{room_id}/sessions/{session_id}/", { params: { path: path(which) } })),
  });

/** What is kept of a session that has ended. */
export const recordQuery = (which: Which) =>
  queryOptions({
    queryKey: [...sessionsKey(which.room), which.id, "record"],
    queryFn: () =>
      answer(api.GET("/api/rooms/{room_id}/sessions/{session_id}/record/", { params: { path: path(which) } })),
  });

/** The method cards and the kinds of sessions made of them; they change with a release only. */
export const cardsQuery = queryOptions({
  queryKey: ["method-cards"],
  queryFn: () => answer(api.GET("/api/method-cards/")),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Puts a session on the list of the room. */
export const planSession = (room: string, body: PlanBody, key: string) =>
  answer(
    api.POST("/api/rooms/{room_id}/sessions/", {
      params: { path: { room_id: room }, header: idempotent(key) },
      body,
    }),
  );

/** Plans it otherwise, while it has not begun. */
export const changeSession = (which: Which, body: components["schemas"]["ChangeSessionBodyRequest"]) =>
  answer(api.PUT("/api/rooms/{room_id}/sessions/{session_id}/", { params: { path: path(which) }, body }));

/** The board on which this session works; made once. */
export const openSessionBoard = (which: Which) =>
  answer(api.POST("/api/rooms/{room_id}/sessions/{session_id}/board/", { params: { path: path(which) } }));

/** Opens it; whoever does leads it. */
export const startSession = (which: Which, read_version: number) =>
  answer(
    api.POST("/api/rooms/{room_id}/sessions/{session_id}/start/", {
      params: { path: path(which) },
      body: { read_version },
    }),
  );

/** Takes a planned one off the list. */
export const callOffSession = (which: Which, read_version: number) =>
  answer(
    api.POST("/api/rooms/{room_id}/sessions/{session_id}/call-off/", {
      params: { path: path(which) },
      body: { read_version },
    }),
  );

/** One move on the agenda or the clock. */
export const steerSession = (which: Which, read_version: number, move: Move) =>
  answer(
    api.POST("/api/rooms/{room_id}/sessions/{session_id}/steer/", {
      params: { path: path(which) },
      body: { read_version, move },
    }),
  );

/** Keeps the question in the words everybody agreed on. */
export const agreeOnQuestion = (which: Which, read_version: number, question: string) =>
  answer(
    api.POST("/api/rooms/{room_id}/sessions/{session_id}/question/", {
      params: { path: path(which) },
      body: { read_version, question },
    }),
  );

/** Lets somebody else lead. */
export const handOver = (which: Which, read_version: number, to: string) =>
  answer(
    api.POST("/api/rooms/{room_id}/sessions/{session_id}/hand-over/", {
      params: { path: path(which) },
      body: { read_version, to },
    }),
  );

/** Asks everybody to come to a part of the room. */
export const gatherEverybody = (which: Which, where: { middle?: string; beside?: string; at?: string }) =>
  answer(
    api.POST("/api/rooms/{room_id}/sessions/{session_id}/gather/", {
      params: { path: path(which) },
      body: { middle: where.middle ?? "", beside: where.beside ?? "", at: where.at ?? null },
    }),
  );

/** Closes it as it is now, also where the agenda moved in that moment; the record is made and sent. */
export const endSession = (which: Which, read_version: number) => {
  const end = (read_version: number) =>
    answer(
      api.POST("/api/rooms/{room_id}/sessions/{session_id}/end/", {
        params: { path: path(which) },
        body: { read_version },
      }),
    );
  return end(read_version).catch((error: unknown) => {
    if (!(error instanceof RefusalError && error.code === "outdated")) throw error;
    return end(Number(error.body.version));
  });
};

/** I am here. */
export const joinSession = (which: Which) =>
  answer(api.POST("/api/rooms/{room_id}/sessions/{session_id}/join/", { params: { path: path(which) } }));

/** I ask to speak. */
export const raiseHand = (which: Which) =>
  answer(api.PUT("/api/rooms/{room_id}/sessions/{session_id}/hand/", { params: { path: path(which) } }));

/** Takes a hand down. */
export const lowerHand = (which: Which, person: string) =>
  answer(
    api.DELETE("/api/rooms/{room_id}/sessions/{session_id}/hands/{person_id}/", {
      params: { path: { ...path(which), person_id: person } },
    }),
  );

/** Puts a note into a box. */
export const writeEntry = (which: Which, body: EntryBody, key: string) =>
  answer(
    api.POST("/api/rooms/{room_id}/sessions/{session_id}/entries/", {
      params: { path: path(which), header: idempotent(key) },
      body,
    }),
  );

/** Takes my own note back. */
export const takeBackEntry = (which: Which, entry: string) =>
  answer(
    api.DELETE("/api/rooms/{room_id}/sessions/{session_id}/entries/{entry_id}/", {
      params: { path: { ...path(which), entry_id: entry } },
    }),
  );

/** Keeps a note for the lesson of this work. */
export const markForLesson = (which: Which, entry: string) =>
  answer(
    api.POST("/api/rooms/{room_id}/sessions/{session_id}/entries/{entry_id}/for-lesson/", {
      params: { path: { ...path(which), entry_id: entry } },
    }),
  );

/** Notes who does what. */
export const addTask = (which: Which, body: TaskBody, key: string) =>
  answer(
    api.POST("/api/rooms/{room_id}/sessions/{session_id}/tasks/", {
      params: { path: path(which), header: idempotent(key) },
      body,
    }),
  );
