import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { serve, showInApp } from "../../lib/testing/app";
import { boxInAddress } from "./inbox/address";
import { Entry } from "./inbox/Entry";
import type { SignOffCard } from "./inbox/requests";

const card = (parts: Partial<SignOffCard>): SignOffCard =>
  ({
    id: "required",
    proposal_id: "proposal",
    title: "One form for ramps",
    asked: "Let one desk decide.",
    problem: "Three forms",
    version: 2,
    kind: "manager",
    kind_words: "Manager",
    organisation: { id: "o", name: "Gemeente Utrecht", kind: "municipality", country: "NL" },
    turn_at: "2025-03-01T09:00:00Z",
    due_on: "2025-03-14",
    overdue: false,
    on_behalf_of: null,
    until: null,
    decision: null,
    decision_words: "",
    decided_by: "",
    decided_at: null,
    withdrawn: false,
    ...parts,
  }) as SignOffCard;

test("an address names a part of the inbox, and anything else is the first", () => {
  expect(boxInAddress({ box: "decided" })).toEqual({ box: "decided" });
  expect(boxInAddress({ box: "waiting" })).toEqual({});
  expect(boxInAddress({ box: "everything" })).toEqual({});
});

test("what is overdue says so in words, and for whom one stands in", async () => {
  serve({});
  await showInApp(() => <Entry card={card({ overdue: true, on_behalf_of: "Ingrid Solberg", until: "2025-03-20" })} />);

  expect(screen.getByText(/Overdue since/)).toBeTruthy();
  expect(screen.getByText(/for Ingrid Solberg, until 20 March/)).toBeTruthy();
  expect(screen.getByRole("link", { name: "One form for ramps" })).toBeTruthy();
});

test("what was decided says how, by whom and when, and that it was withdrawn", async () => {
  serve({});
  const decided = {
    decision: "signed_off",
    decision_words: "Signed off",
    decided_by: "Samira",
    decided_at: "2025-03-10T10:00:00Z",
    withdrawn: true,
  } as const;
  await showInApp(() => <Entry card={card(decided)} />);

  expect(screen.getByText(/Signed off/).textContent).toContain("then withdrawn");
  expect(screen.getByText(/Samira, 10 March/)).toBeTruthy();
});
