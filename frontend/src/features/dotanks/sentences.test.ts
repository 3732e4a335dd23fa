import { expect, test } from "vitest";
import { dayFromNow } from "./days";
import { firstSentences } from "./sentences";

test("a problem is told in its first sentences", () => {
  const text = "A family fills in three forms.\nEach desk checks it again. They give up.";
  expect(firstSentences(text, "en", 2)).toBe("A family fills in three forms. Each desk checks it again.");
  expect(firstSentences("Kort.", "nl", 2)).toBe("Kort.");
});

test("a day from now crosses months and years", () => {
  expect(dayFromNow(7, new Date(2026, 11, 28, 23, 59))).toBe("2027-01-04");
});
