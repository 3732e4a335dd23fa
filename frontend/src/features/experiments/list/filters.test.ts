import { expect, test } from "vitest";
import { addressOf } from "./Filters";
import { asked, isNarrow, pilotFilters } from "./filters";

const HOME = "0b1f7c1e-1111-4222-8333-944445555666";

test("an address says which pilots are shown, and comes back as it was", () => {
  const filters = {
    view: "places",
    stage: "ended",
    topic: "internal-rules",
    country: "NO",
    region: "Møre og Romsdal",
    organisation: HOME,
    performance: "better",
    quality_of_work: "worse",
  } as const;
  const address = new URL(addressOf(filters), "http://here");

  expect(address.pathname).toBe("/app/pilots");
  expect(pilotFilters(Object.fromEntries(address.searchParams))).toEqual(filters);
  expect(addressOf({ view: "list" })).toBe("/app/pilots");
});

test("what makes no sense counts as not said", () => {
  expect(pilotFilters({ view: "list", stage: "toString", topic: "A B", country: "no", region: "" })).toEqual({});
  expect(pilotFilters({ organisation: "7", performance: 2, quality_of_work: "__proto__" })).toEqual({});
  expect(pilotFilters({ region: "x".repeat(99) }).region).toHaveLength(60);
});

test("the server hears of states and levels", () => {
  expect(asked({ stage: "ended", performance: "better" })).toMatchObject({
    state: ["stopped", "closed"],
    performance: ["better", "much_better"],
    quality_of_work: undefined,
  });
});

test("only a choice narrows, not the way it is shown", () => {
  expect(isNarrow({ view: "places" })).toBe(false);
  expect(isNarrow({ view: "places", region: "Utrecht" })).toBe(true);
});
