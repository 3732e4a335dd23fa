import { expect, test } from "vitest";
import { draftInAddress, problemFilters } from "./filters";

test.each([
  [{}, {}],
  [
    { mine: true, state: "draft", language: "nl" },
    { mine: true, state: "draft", language: "nl" },
  ],
  [{ mine: 1 }, { mine: true }],
  [{ mine: "no", state: "everything", language: "xx" }, {}],
])("an address that says %j filters by %j", (search, filters) => {
  expect(problemFilters(search as Record<string, unknown>)).toEqual(filters);
});

test("only an id is taken for a draft", () => {
  const draft = "11111111-1111-4111-8111-111111111111";
  expect(draftInAddress({ draft })).toEqual({ draft });
  expect(draftInAddress({ draft: "../me" })).toEqual({});
});
