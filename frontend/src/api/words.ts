import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "./client";

/** Skills, topics and languages as forms offer them, in the reader's language. */
export const wordsQuery = queryOptions({
  queryKey: ["words"],
  queryFn: () => answer(api.GET("/api/words/")),
  staleTime: 60 * 60_000,
});

/** The words for a value of one of these lists; the value itself where the list does not know it. */
export const wordsFor = (list: readonly { value: string; words: string }[], value: string): string =>
  list.find((choice) => choice.value === value)?.words ?? value;
