import { i18n } from "@lingui/core";
import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, test, vi } from "vitest";
import { serve, showInApp } from "../../../lib/testing/app";
import { yearInAddress } from "./address";
import { Budget } from "./Budget";
import { DeclareBudget, DeclareSpread } from "./Declare";
import type { FacetShare, Portfolio } from "./requests";
import { Spread } from "./Spread";

const facet = (facet: FacetShare["facet"], facet_words: string, parts: Partial<FacetShare>): FacetShare => ({
  facet,
  facet_words,
  question: "How might we?",
  running: 0,
  ended: 0,
  share: null,
  wanted: null,
  gap: null,
  ...parts,
});
const FACETS = [
  facet("enhancement", "Enhancement", { running: 2, ended: 1, share: 100, wanted: 40, gap: 60 }),
  facet("mission", "Mission", { share: 0, wanted: 29, gap: -29 }),
  facet("adaptive", "Adaptive", { share: 0, wanted: 30, gap: -30 }),
  facet("anticipatory", "Anticipatory", { share: 0, wanted: 1, gap: -1 }),
];
const A = "PATCH /api/organisations/home/portfolio/";
const aPortfolio = (parts: Partial<Portfolio>): Portfolio => ({
  organisation: { id: "home", name: "Gemeente Utrecht", kind: "municipality", country: "NL" },
  version: 3,
  facets: FACETS,
  without_facet: 0,
  drifts: false,
  year: 2026,
  years: [2026],
  budget: { year: 2026, share: "1.50", amount: 120000 },
  set_aside: 30000,
  used: 4000,
  left: 90000,
  pilots: [],
  abilities: { declare: true },
  ...parts,
});

describe("the spread over the facets", () => {
  test("says the gap in words, and the same in a table", async () => {
    await showInApp(() => <Spread portfolio={aPortfolio({ without_facet: 2 })} />);

    const table = screen.getByRole("table", { name: "The same in numbers" });
    const cells = (name: RegExp) =>
      within(within(table).getByRole("row", { name }))
        .getAllByRole("cell")
        .map((cell) => cell.textContent);
    expect(cells(/^Enhancement/)).toEqual(["2", "1", "100%", "40%", "+60"]);
    expect(cells(/^Anticipatory/)).toEqual(["0", "0", "0%", "1%", "-1"]);
    expect(screen.getByText("60 percentage points more than it wants")).toBeTruthy();
    expect(screen.getByText("1 percentage point less than it wants")).toBeTruthy();
    expect(screen.getByText("2 pilots more name no facet.")).toBeTruthy();
    expect(screen.queryByText(/drifts/)).toBeNull();
  });

  test("writes its percents as the language does", async () => {
    await showInApp(() => <Spread portfolio={aPortfolio({})} />);
    act(() => i18n.activate("sv"));

    expect(screen.getAllByText(/^40\s%$/)).toHaveLength(2);
    act(() => i18n.activate("en"));
  });

  test("says a drift in a sentence, and what is not said as such", async () => {
    const silent = FACETS.map((one) => ({ ...one, share: null, wanted: null, gap: null }));
    await showInApp(() => (
      <>
        <Spread portfolio={aPortfolio({ drifts: true })} />
        <Spread portfolio={aPortfolio({ facets: silent })} />
      </>
    ));

    expect(screen.getByText(/a portfolio drifts to how things are/)).toBeTruthy();
    expect(screen.getByText(/No pilot says yet which question it asks/)).toBeTruthy();
  });

  test("is declared in four percents, whose sum is told while typing", async () => {
    const heard = serve({ [A]: [200, aPortfolio({ version: 4 })] });
    const user = userEvent.setup();
    const done = vi.fn();
    await showInApp(() => <DeclareSpread portfolio={aPortfolio({})} onDone={done} />);
    const mission = screen.getByLabelText(/^Mission/);
    await user.clear(mission);
    await user.type(mission, "25");
    expect(screen.getByRole("status").textContent).toBe("Together 96 of 100 percent.");
    await user.click(screen.getByRole("button", { name: "Save the spread" }));

    await waitFor(() => expect(done).toHaveBeenCalled());
    expect(heard[0]?.body).toEqual({
      read_version: 3,
      wanted: { enhancement: 40, mission: 25, adaptive: 30, anticipatory: 1 },
    });
  });

  test("a refusal of the sum stands at the first percent", async () => {
    serve({ [A]: [422, { code: "invalid", details: { "wanted.enhancement": ["They must make 100."] } }] });
    const user = userEvent.setup();
    await showInApp(() => <DeclareSpread portfolio={aPortfolio({})} onDone={vi.fn()} />);
    await user.click(screen.getByRole("button", { name: "Save the spread" }));

    const first = screen.getByLabelText(/^Enhancement/);
    await waitFor(() => expect(document.activeElement).toBe(first));
    expect(first.getAttribute("aria-invalid")).toBe("true");
  });
});

describe("the experiment budget", () => {
  test("says what is left, pilot by pilot in the money of the country", async () => {
    const pilot = {
      id: "p",
      title: "One desk",
      language: "en",
      state_words: "Running",
      opened_at: "2026-02-01T08:00:00Z",
      money_limit: 30000,
    };
    await showInApp(() => <Budget portfolio={aPortfolio({ pilots: [pilot] })} />);

    expect(screen.getByText("Declared: 1.5 percent of its whole budget, which is €120,000.")).toBeTruthy();
    expect(screen.getByText("Pilots set aside €30,000: €90,000 is left.")).toBeTruthy();
    expect(screen.getByText("Used so far: €4,000.")).toBeTruthy();
    expect(screen.getByRole("row", { name: "One desk Running €30,000" })).toBeTruthy();
  });

  test("says when pilots take more than was declared, and when nothing was", async () => {
    await showInApp(() => (
      <>
        <Budget portfolio={aPortfolio({ set_aside: 130000, left: -10000 })} />
        <Budget portfolio={aPortfolio({ budget: null, left: null, year: 2027 })} />
      </>
    ));

    expect(screen.getByText("Pilots set aside €130,000: €10,000 more than declared.")).toBeTruthy();
    expect(screen.getByText(/No experiment budget is declared for this year/)).toBeTruthy();
    expect(screen.getByRole("link", { name: "2026" }).getAttribute("href")).toContain("year=2026");
  });

  test("is declared as people write numbers", async () => {
    const heard = serve({ [A]: [200, aPortfolio({ version: 4 })] });
    const user = userEvent.setup();
    await showInApp(() => <DeclareBudget portfolio={aPortfolio({ budget: null })} onDone={vi.fn()} />);
    await user.type(screen.getByLabelText(/^Share/), "2,25");
    await user.type(screen.getByLabelText(/^The amount/), "1 200 000");
    await user.click(screen.getByRole("button", { name: "Save the budget" }));

    await waitFor(() => expect(heard).toHaveLength(1));
    expect(heard[0]?.body).toEqual({ read_version: 3, budget: { year: 2026, share: "2.25", amount: 1200000 } });
  });

  test("an address names a year or none", () => {
    expect(yearInAddress({ year: "2025" })).toEqual({ year: 2025 });
    expect(yearInAddress({ year: 1999 })).toEqual({});
    expect(yearInAddress({ year: "now" })).toEqual({});
  });
});
