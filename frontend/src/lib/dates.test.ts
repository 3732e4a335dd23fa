import { describe, expect, test } from "vitest";
import { agoWords, dateWords, daysUntil, numberWords } from "./dates";

const now = new Date("2026-11-21T15:00:00");

describe("dates are written out", () => {
  test.each([
    ["en", "24 November"],
    ["nl", "24 november"],
    ["sv", "24 november"],
    ["nb", "24. november"],
  ])("in %s", (language, words) => {
    expect(dateWords("2026-11-24", now, language)).toBe(words);
  });

  test("with the year when it is another one", () => {
    expect(dateWords("2027-03-03", now, "en")).toBe("3 March 2027");
  });

  test("with their distance in whole days, weeks or months", () => {
    expect(agoWords("2026-11-24", now, "en")).toBe("in 3 days");
    expect(agoWords("2026-11-20", now, "en")).toBe("yesterday");
    expect(agoWords("2026-11-21", now, "en")).toBe("today");
    expect(agoWords("2026-12-12", now, "en")).toBe("in 3 weeks");
    expect(agoWords("2026-11-24", now, "nl")).toBe("over 3 dagen");
  });

  test("a day counts as a day late in the evening too", () => {
    expect(daysUntil("2026-11-22", new Date("2026-11-21T23:59:00"))).toBe(1);
  });
});

test("numbers follow the language", () => {
  expect(numberWords(1234.5, {}, "en")).toBe("1,234.5");
  expect(numberWords(1234.5, {}, "nl")).toBe("1.234,5");
});
