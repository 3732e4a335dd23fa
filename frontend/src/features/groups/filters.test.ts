import { expect, test } from "vitest";
import { groupFilters } from "./filters";

test("an address says which groups are shown", () => {
  expect(groupFilters({ view: "mine", topic: "internal-rules", q: "forms" })).toEqual({
    view: "mine",
    topic: "internal-rules",
    q: "forms",
  });
  expect(groupFilters({ q: 2026 })).toEqual({ q: "2026" });
});

test("what makes no sense counts as not said", () => {
  expect(groupFilters({ view: "all", topic: "A B", q: { a: 1 } })).toEqual({});
  expect(groupFilters({ view: "theirs", topic: 7 })).toEqual({});
  expect(groupFilters({ q: "x".repeat(200) }).q).toHaveLength(80);
});
