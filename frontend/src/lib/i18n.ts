import { i18n, type Messages } from "@lingui/core";

export const LANGUAGES = { en: "English", nl: "Nederlands", sv: "Svenska", nb: "Norsk bokmål" } as const;
export type Language = keyof typeof LANGUAGES;

type Catalogues = Record<Language, () => Promise<{ messages: Messages }>>;
const everywhere: Catalogues = {
  en: () => import("../locales/en/messages.po"),
  nl: () => import("../locales/nl/messages.po"),
  sv: () => import("../locales/sv/messages.po"),
  nb: () => import("../locales/nb/messages.po"),
};
const parts = {
  room: {
    en: () => import("../locales/en/room.po"),
    nl: () => import("../locales/nl/room.po"),
    sv: () => import("../locales/sv/room.po"),
    nb: () => import("../locales/nb/room.po"),
  },
  pilots: {
    en: () => import("../locales/en/pilots.po"),
    nl: () => import("../locales/nl/pilots.po"),
    sv: () => import("../locales/sv/pilots.po"),
    nb: () => import("../locales/nb/pilots.po"),
  },
  gate: {
    en: () => import("../locales/en/gate.po"),
    nl: () => import("../locales/nl/gate.po"),
    sv: () => import("../locales/sv/gate.po"),
    nb: () => import("../locales/nb/gate.po"),
  },
} satisfies Record<string, Catalogues>;
const wanted = new Set([everywhere]);

/** The language a code means, English when it is none of ours ("no" and "nn" read Bokmål best). */
export function languageOf(code: string | null | undefined): Language {
  const short = (code ?? "").toLowerCase().split("-")[0] ?? "";
  if (short === "no" || short === "nn") return "nb";
  return short in LANGUAGES ? (short as Language) : "en";
}

/** Loads a language's words and makes it the one on the screen. */
export async function speak(language: Language): Promise<void> {
  const asked = [...wanted];
  const loaded = await Promise.all(asked.map((catalogues) => catalogues[language]()));
  // A page with words of its own was opened meanwhile.
  if (asked.length < wanted.size) return speak(language);
  i18n.loadAndActivate({ locale: language, messages: Object.assign({}, ...loaded.map((one) => one.messages)) });
  document.documentElement.lang = language;
}

/** Loads what is said in one part of the product alone, in the language on the screen and in whichever follows. */
export async function wordsOf(part: keyof typeof parts): Promise<void> {
  wanted.add(parts[part]);
  const language = languageOf(i18n.locale);
  const { messages } = await parts[part][language]();
  i18n.load(language, messages);
}
