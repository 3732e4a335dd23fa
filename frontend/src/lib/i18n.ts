import { i18n, type Messages } from "@lingui/core";

export const LANGUAGES = { en: "English", nl: "Nederlands", sv: "Svenska", nb: "Norsk bokmål" } as const;
export type Language = keyof typeof LANGUAGES;

const catalogues: Record<Language, () => Promise<{ messages: Messages }>> = {
  en: () => import("../locales/en/messages.po"),
  nl: () => import("../locales/nl/messages.po"),
  sv: () => import("../locales/sv/messages.po"),
  nb: () => import("../locales/nb/messages.po"),
};

/** The language a code means, English when it is none of ours ("no" and "nn" read Bokmål best). */
export function languageOf(code: string | null | undefined): Language {
  const short = (code ?? "").toLowerCase().split("-")[0] ?? "";
  if (short === "no" || short === "nn") return "nb";
  return short in catalogues ? (short as Language) : "en";
}

/** Loads a language's words and makes it the one on the screen. */
export async function speak(language: Language): Promise<void> {
  const { messages } = await catalogues[language]();
  i18n.loadAndActivate({ locale: language, messages });
  document.documentElement.lang = language;
}
