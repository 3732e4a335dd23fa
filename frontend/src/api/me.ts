import { queryOptions } from "@tanstack/react-query";
import type { Language } from "../lib/i18n";
import { answer, api } from "./client";

/** The person signed in. */
export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: () => answer(api.GET("/api/me/")),
  staleTime: 5 * 60_000,
});

/** Changes the language of pages, refusals and mail. */
export const chooseLanguage = (language: Language) => answer(api.PATCH("/api/me/", { body: { language } }));
