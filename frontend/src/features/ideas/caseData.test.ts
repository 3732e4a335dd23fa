import { expect, test } from "vitest";
import { caseDataIn } from "./caseData";

test.each([
  ["Mrs. J. wrote from j.smit@example.nl", ["email"]],
  ["BSN 123456782 was asked three times", ["number"]],
  ["personnummer 19850709-9805", ["number"]],
  ["fødselsnummer 010190 12345", ["number"]],
  ["call +31 6 1234 5678", ["phone"]],
  ["bel 06-12345678", ["phone"]],
])("%s", (text, kinds) => {
  expect(caseDataIn(text)).toEqual(kinds);
});

test.each([
  "Article 12 of the travel rules of 2019",
  "About 300 families a year pay 1 250 000 kroner",
  "From 31 to 22 days between 2024-01-31 and 2025-02-01",
])("nothing of a case in: %s", (text) => {
  expect(caseDataIn(text)).toEqual([]);
});
