import { i18n } from "@lingui/core";
import { describe, expect, test } from "vitest";
import { languageOf, speak, wordsOf } from "./i18n";

describe("the person's language", () => {
  test.each([
    ["nl", "nl"],
    ["nl-BE", "nl"],
    ["no", "nb"],
    ["nn", "nb"],
    ["de", "en"],
    [null, "en"],
  ])("%s is spoken as %s", (code, language) => {
    expect(languageOf(code)).toBe(language);
  });

  test.each([
    ["en", "Saved"],
    ["nl", "Opgeslagen"],
    ["sv", "Sparat"],
    ["nb", "Lagret"],
  ] as const)("%s has its own words", async (language, words) => {
    await speak(language);

    expect(i18n._({ id: idOf("Saved"), message: "Saved" })).toBe(words);
    expect(document.documentElement.lang).toBe(language);
  });

  test("the room's own words come with it, and follow another language", async () => {
    const tables = { id: idOf("Put in a table"), message: "Put in a table" };
    await speak("nl");
    expect(i18n._(tables)).toBe("Put in a table");

    await wordsOf("room");
    expect(i18n._(tables)).toBe("Tabel invoegen");
    await speak("sv");
    expect(i18n._(tables)).toBe("Lägg in en tabell");
  });

  test("a page that is opened while the language changes speaks the new one too", async () => {
    const before = { id: idOf("“Before” was measured on"), message: "" };
    await speak("nl");

    await Promise.all([speak("sv"), wordsOf("gate")]);
    expect(i18n._(before)).toBe("”Före” mättes den");
  });
});

/** Lingui names a message by a hash of its text: found by its English words. */
function idOf(words: string): string {
  const { en } = catalogues;
  const found = Object.entries(en ?? {}).find(
    ([, message]) => (Array.isArray(message) ? message[0] : message) === words,
  );
  if (!found) throw new Error(`no message “${words}”`);
  return found[0];
}

const catalogues = {
  en: {
    ...(await import("../locales/en/messages.po")).messages,
    ...(await import("../locales/en/room.po")).messages,
    ...(await import("../locales/en/gate.po")).messages,
  },
};
