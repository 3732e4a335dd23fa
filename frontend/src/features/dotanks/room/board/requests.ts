import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, api, idempotent } from "../../../../api/client";
import type { components } from "../../../../api/schema";
import { cursorOf } from "../../../../lib/cursor";

export type BoardKind = components["schemas"]["BoardKindAnswer"];
export type Board = components["schemas"]["BoardAnswer"];
export type BoardCard = components["schemas"]["BoardCard"];
type Opening = components["schemas"]["OpenBoardBodyRequest"];

const of = (board: string) => ({ params: { path: { board_id: board } } });

/** The kinds of boards there are; they change with the product only. */
export const kindsQuery = queryOptions({
  queryKey: ["board-kinds"],
  queryFn: () => answer(api.GET("/api/board-kinds/")),
  staleTime: Number.POSITIVE_INFINITY,
});

/** The boards of a room, newest first. */
export const boardsQuery = (room: string) =>
  infiniteQueryOptions({
    queryKey: ["boards", room],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET("/api/rooms/{room_id}/boards/", {
          params: { path: { room_id: room }, query: { cursor: pageParam } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => cursorOf(page.next),
  });

/** One board, with what is riskiest on it as it is stored. */
export const boardQuery = (id: string) =>
  queryOptions({ queryKey: ["board", id], queryFn: () => answer(api.GET("/api/boards/{board_id}/", of(id))) });

export const openBoard = (room: string, body: Opening, key: string) =>
  answer(
    api.POST("/api/rooms/{room_id}/boards/", {
      params: { path: { room_id: room }, header: idempotent(key) },
      body,
    }),
  );

export const renameBoard = (board: string, title: string) =>
  answer(api.PATCH("/api/boards/{board_id}/", { ...of(board), body: { title } }));

/** From now on it can only be read. */
export const closeBoard = (board: string) => answer(api.POST("/api/boards/{board_id}/close/", of(board)));

/** Where its files are. */
export const fileOf = (board: string, ending: "csv" | "svg") => `/api/boards/${board}/export.${ending}`;
