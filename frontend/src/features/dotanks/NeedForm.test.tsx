import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, test } from "vitest";
import { serve, showInApp } from "../../lib/testing/app";
import { EarlierWork, UsedFromEarlier } from "./EarlierWork";
import { NeedForm } from "./NeedForm";
import { Offer } from "./Offer";
import type { Need } from "./teams";

const words = (...values: string[]) => values.map((value) => ({ value, words: value }));
const LISTS = {
  skills: words("archives", "plain-language", "procurement"),
  topics: words("forms", "staff"),
  languages: words("en", "nl"),
};
const SUGGESTED = {
  skills: [{ skill: "plain-language", weight: 7 }],
  topics: ["forms"],
  languages: ["nl"],
};
const NEED: Need = {
  ...SUGGESTED,
  suggested: SUGGESTED,
  stated: false,
  size_min: 4,
  size_wanted: 5,
  size_max: 7,
  hours_a_week: 4,
  weeks: 13,
  conflict_lines: true,
  max_per_organisation: 1,
  proposed_team_id: null,
};

describe("what the team must bring", () => {
  async function open(need: Need) {
    const heard = serve({
      "GET /api/words/": [200, LISTS],
      "PUT /api/problems/p/need/": (asked) => [200, { ...need, ...(asked.body as object), stated: true }],
      "POST /api/problems/p/proposed-teams/": [201, { id: "t" }],
    });
    await showInApp(() => <NeedForm problem="p" need={need} again={false} onProposed={() => undefined} />);
    await screen.findByRole("button", { name: "Propose a team" });
    return heard;
  }

  test("starts from what the problem says, and all of it can be changed", async () => {
    const user = userEvent.setup();
    const heard = await open(NEED);
    expect(screen.getByText(/We filled in what the problem says/)).toBeTruthy();
    const slider = screen.getByRole("slider", { name: "plain-language" });
    expect(slider).toHaveProperty("value", "7");
    expect(screen.getByRole("checkbox", { name: /nl.*the problem says so/ })).toHaveProperty("checked", true);

    await user.click(screen.getByRole("button", { name: "Remove plain-language" }));
    expect(screen.queryByRole("slider")).toBeNull();
    await user.click(screen.getByRole("button", { name: "Add the skill plain-language" }));
    expect(screen.getByRole("slider", { name: "plain-language" })).toHaveProperty("value", "7");
    await user.click(screen.getByRole("checkbox", { name: /At most one person from each line/ }));
    await user.click(screen.getByRole("radio", { name: "two people" }));
    await user.click(screen.getByRole("button", { name: "Propose a team" }));

    await waitFor(() => expect(heard.some((asked) => asked.method === "POST")).toBe(true));
    expect(heard.find((asked) => asked.method === "PUT")?.body).toEqual({
      skills: [{ skill: "plain-language", weight: 7 }],
      topics: ["forms"],
      languages: ["nl"],
      size_min: 4,
      size_wanted: 5,
      size_max: 7,
      hours_a_week: 4,
      weeks: 13,
      conflict_lines: false,
      max_per_organisation: 2,
    });
  });

  test("says nothing of filling in once a coordinator has stated it", async () => {
    await open({ ...NEED, stated: true, skills: [{ skill: "archives", weight: 3 }] });

    expect(screen.queryByText(/We filled in/)).toBeNull();
    expect(screen.getByRole("slider", { name: "archives" })).toHaveProperty("value", "3");
    expect(screen.getByRole("button", { name: "Add the skill plain-language" })).toBeTruthy();
  });
});

describe("earlier work", () => {
  const LESSON = {
    kind: "lesson",
    kind_words: "Lesson",
    id: "l1",
    title: "One signature",
    link: "/library/lessons/l1/",
    language: "en",
    snippet: [],
  };

  test("asks what was used of it and keeps the answer", async () => {
    const user = userEvent.setup();
    const heard = serve({
      "GET /api/problems/p/earlier/": [200, { found: [LESSON], answer: null }],
      "POST /api/problems/p/earlier/": [201, { found: [LESSON], answer: { used: [LESSON], nothing_fitted: "" } }],
    });
    await showInApp(() => <EarlierWork problem="p" />);
    const group = within(await screen.findByRole("group", { name: /What did you use/ }));
    expect(group.getByRole("link", { name: "One signature" }).getAttribute("href")).toBe("/library/lessons/l1/");
    await user.type(screen.getByLabelText("Nothing fitted, because…"), "No");

    await user.click(group.getByRole("checkbox", { name: /One signature/ }));
    expect(screen.queryByLabelText("Nothing fitted, because…")).toBeNull();
    await user.click(screen.getByRole("button", { name: "Keep this answer" }));

    await waitFor(() => expect(screen.getByRole("status").textContent).toBe("Saved"));
    expect(heard.find((asked) => asked.method === "POST")?.body).toEqual({
      used: [{ kind: "lesson", id: "l1" }],
      nothing_fitted: "",
    });
  });

  test("stays away where it cannot be read, and tells the team what was used", async () => {
    serve({ "GET /api/dotanks/d/earlier/": [200, { answer: { used: [LESSON], nothing_fitted: "" } }] });
    await showInApp(() => (
      <>
        <EarlierWork problem="p" />
        <UsedFromEarlier dotank="d" />
      </>
    ));

    expect(await screen.findByRole("link", { name: "One signature" })).toBeTruthy();
    expect(screen.queryByText("Earlier work on this subject")).toBeNull();
  });
});

test("what a colleague offers is read when it is unfolded", async () => {
  const user = userEvent.setup();
  const heard = serve({
    "GET /api/words/": [200, LISTS],
    "GET /api/people/x/offer/": [
      200,
      {
        person: { id: "x", name: "Mia Member", organisation: "Water Board", job_title: "" },
        skills: [{ skill: "archives", level: 4, wants_to_use: false }],
        topics: [],
        languages: ["en"],
        hours_a_week: 1,
        free_periods: [{ since: "2027-02-01", until: "2027-03-14", hours_a_week: 4 }],
      },
    ],
  });
  await showInApp(() => <Offer person={{ id: "x", name: "Mia Member" }} />);
  expect(heard).toEqual([]);

  await user.click(await screen.findByText("(Mia Member)"));

  expect(await screen.findByText(/archives: others come for it \(would rather not use it\)/)).toBeTruthy();
  expect(screen.getByText("1 hour a week")).toBeTruthy();
  expect(screen.getByText(/From .*February.* until .*March.*: 4 hours a week/)).toBeTruthy();
});
