import { expect, test } from "vitest";
import { numberOf, wholeNumber } from "./numbers";

test.each([
  ["20000", 20000],
  ["20 000", 20000],
  ["20\u00a0000", 20000],
  ["20\u202f000", 20000],
  ["20.000", 20000],
  ["20,000", 20000],
  ["1.250.000", 1250000],
  ["0", 0],
  [" 7 ", 7],
])("“%s” is %d", (typed, meant) => {
  expect(wholeNumber(typed)).toBe(meant);
  expect(numberOf(typed)).toBe(meant);
});

test.each(["about 500", "20 000,50", "1.5", "1,250.000", "-3", "0.500"])("“%s” goes as it is", (typed) => {
  expect(numberOf(typed)).toBe(typed);
});

test("an empty field says none", () => {
  expect(numberOf(" ")).toBe(0);
});
