import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, test, vi } from "vitest";
import { serve, showInApp } from "../../../lib/testing/app";
import { aPilot } from "../testing";
import { Filters } from "./Filters";
import { Found } from "./Found";
import { Places } from "./Places";

const LIST = "GET /api/pilots/";
const PLACES = "GET /api/pilots/places/";
const page = (...results: object[]) => [200, { next: null, previous: null, results }] as [number, unknown];
const about = (topic: string, topic_words: string, running: number, ended: number) => ({
  topic,
  topic_words,
  running,
  ended,
});
const WHERE = {
  places: [
    { country: "NL", region: "Utrecht", running: 2, ended: 1, topics: [about("forms", "Forms and letters", 2, 0)] },
    { country: "NO", region: "Viken", running: 0, ended: 3, topics: [] },
  ],
  left_out: 0,
};
const VALUE = { performance: 2, quality_of_work: -1, explanation: "Faster, and more strain.", actual_effect: "" };

describe("the list of pilots", () => {
  test("says both scores, and calls nothing an innovation that is none", async () => {
    serve({
      [LIST]: page(
        aPilot({
          id: "a",
          title: "One desk",
          state: "closed",
          verdict: "worked",
          verdict_words: "Worked",
          value: VALUE,
        }),
        aPilot({ id: "b", title: "One form", state: "running", in_force: true }),
      ),
    });
    await showInApp(() => <Found filters={{}} />);

    const [first, second] = within(await screen.findByRole("list", { name: "Pilots found" })).getAllByRole("listitem");
    expect(first?.textContent).toContain("Performance: Much better than before. Quality of work: Somewhat worse.");
    expect(within(first as HTMLElement).getByText("Worked")).toBeTruthy();
    expect(second?.textContent).not.toContain("Performance");
    expect(within(second as HTMLElement).getByText("In force")).toBeTruthy();
    expect(document.body.textContent?.toLowerCase()).not.toContain("innovation");
  });

  test("says the word where the value is recorded", async () => {
    serve({ [LIST]: page(aPilot({ state: "closed", verdict: "worked", innovation: true })) });
    await showInApp(() => <Found filters={{}} />);

    expect(await screen.findByText("Innovation: its value is recorded")).toBeTruthy();
  });

  test("asks for what the address says, and says what to do when nothing fits", async () => {
    const heard = serve({ [LIST]: page() });
    await showInApp(() => (
      <Found filters={{ stage: "ended", performance: "worse", region: "Utrecht", country: "NL" }} />
    ));

    expect(await screen.findByRole("heading", { name: "No pilot fits this choice" })).toBeTruthy();
    expect(new URLSearchParams(heard[0]?.search).getAll("state")).toEqual(["stopped", "closed"]);
    expect(new URLSearchParams(heard[0]?.search).getAll("performance")).toEqual(["worse", "much_worse"]);
  });
});

describe("pilots by place", () => {
  test("are a table for each country, each region a link to its list", async () => {
    serve({ [PLACES]: [200, { ...WHERE, left_out: 3 }] });
    await showInApp(() => <Places filters={{ view: "places", stage: "running" }} />);

    const table = await screen.findByRole("table", { name: /^Netherlands/ });
    const utrecht = within(table).getByRole("row", { name: /Utrecht/ });
    expect(
      within(utrecht)
        .getAllByRole("cell")
        .map((cell) => cell.textContent),
    ).toEqual(["2", "1", "Forms and letters 2 running, 0 ended"]);
    expect(within(utrecht).getByRole("link", { name: "Utrecht" }).getAttribute("href")).toBe(
      "/app/pilots?stage=running&country=NL&region=Utrecht",
    );
    expect(within(utrecht).getByRole("link", { name: "Forms and letters" }).getAttribute("href")).toContain(
      "topic=forms",
    );
    expect(screen.getByRole("table", { name: /^Norway/ })).toBeTruthy();
    expect(screen.getByText("3 places more are not shown: narrow the choice.")).toBeTruthy();
  });
});

describe("the filters", () => {
  const WORDS = { topics: [{ value: "forms", words: "Forms and letters" }] };

  test("choose country and region together, and take both away again", async () => {
    serve({ [PLACES]: [200, WHERE], "GET /api/words/": [200, WORDS] });
    const choose = vi.fn();
    const user = userEvent.setup();
    await showInApp(() => <Filters filters={{ country: "NO", region: "Gone" }} choose={choose} />);

    const region = await screen.findByLabelText<HTMLSelectElement>("Region");
    expect(region.selectedOptions[0]?.textContent).toBe("Gone");
    await user.selectOptions(region, "Utrecht, Netherlands");
    expect(choose).toHaveBeenLastCalledWith({ country: "NL", region: "Utrecht" });
    await user.selectOptions(region, "Every region");
    expect(choose).toHaveBeenLastCalledWith({ country: undefined, region: undefined });
  });

  test("filter on both scores, each by itself", async () => {
    serve({ [PLACES]: [200, WHERE], "GET /api/words/": [200, WORDS] });
    const choose = vi.fn();
    const user = userEvent.setup();
    await showInApp(() => <Filters filters={{}} choose={choose} />);

    await user.selectOptions(await screen.findByLabelText("Performance"), "Better than before");
    expect(choose).toHaveBeenLastCalledWith({ performance: "better" });
    await user.selectOptions(screen.getByLabelText("Quality of work"), "Worse than before");
    expect(choose).toHaveBeenLastCalledWith({ quality_of_work: "worse" });
  });
});
