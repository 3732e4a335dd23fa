import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { type Asked, serve, showInApp } from "../../lib/testing/app";
import { AffectedMap } from "./AffectedMap";
import { Beside } from "./Beside";
import { Charter } from "./Charter";
import type { DoTank } from "./dotanks";
import { Hours } from "./Hours";

const DOTANK = { id: "d1", state: "forming", hours_a_week: 4, weeks: 13, seats: [] } as unknown as DoTank;
const LINES = { aim: "One signature.", brings: "Four hours.", openness: "With us.", leaving: "In time." };
const MIA = { id: "mia", name: "Mia Member", organisation: "Water Board", job_title: "" };
const TESS = { id: "tess", name: "Tess Third", organisation: "Region", job_title: "" };

const sent = (heard: Asked[], method: string) => heard.filter((one) => one.method === method).map((one) => one.body);

const charter = (more: object) => ({
  ...LINES,
  version: 0,
  language: "en",
  written_at: null,
  accepted: [],
  waiting: [],
  abilities: { write: true, accept: false },
  ...more,
});

test("the suggested charter is taken with one click, and sent as it was read", async () => {
  const user = userEvent.setup();
  const heard = serve({
    "GET /api/dotanks/d1/charter/": [200, charter({})],
    "PUT /api/dotanks/d1/charter/": [200, charter({ version: 1 })],
  });
  await showInApp(() => <Charter dotank={DOTANK} />);

  await user.click(await screen.findByRole("button", { name: "Use this text" }));

  expect(await screen.findByText("The charter waits for the team now.")).toBeTruthy();
  expect(sent(heard, "PUT")).toEqual([{ read_version: 0, ...LINES }]);
});

test("a member sees who still has to accept, and accepts the version read", async () => {
  const user = userEvent.setup();
  const read = charter({ version: 3, accepted: [TESS], waiting: [MIA], abilities: { write: false, accept: true } });
  const heard = serve({
    "GET /api/dotanks/d1/charter/": [200, read],
    "POST /api/dotanks/d1/charter/accept/": [200, read],
  });
  await showInApp(() => <Charter dotank={DOTANK} />);

  expect(await screen.findByText("Accepted by 1 of 2. Still to come: Mia Member.")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Change the text" })).toBeNull();
  await user.click(screen.getByRole("button", { name: "I accept the charter" }));
  expect(await screen.findByText("You have accepted the charter.")).toBeTruthy();
  expect(sent(heard, "POST")).toEqual([{ read_version: 3 }]);
});

test("a group is named with its voice, and an empty line is left out", async () => {
  const user = userEvent.setup();
  const affected = {
    version: 0,
    language: "en",
    groups: [],
    warnings: [{ code: "no_group_named", words: "Who is missing at the table?" }],
    voices: [MIA],
    suggestions: ["Residents"],
    may_map: true,
  };
  const heard = serve({
    "GET /api/dotanks/d1/affected/": [200, affected],
    "PUT /api/dotanks/d1/affected/": [200, { ...affected, version: 1 }],
  });
  await showInApp(() => <AffectedMap dotank={DOTANK} />);

  expect(await screen.findByText("Who is missing at the table?")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Name the groups" }));
  await user.type(screen.getByRole("combobox", { name: "Which group?" }), "Residents");
  await user.selectOptions(screen.getByRole("combobox", { name: "Who in the team speaks for them?" }), "mia");
  await user.click(screen.getByRole("button", { name: "One more group" }));
  await user.click(screen.getByRole("button", { name: "Save the list" }));

  expect(await screen.findByRole("button", { name: "Name the groups" })).toBeTruthy();
  expect(sent(heard, "PUT")).toEqual([{ read_version: 0, groups: [{ name: "Residents", voice: "mia" }] }]);
});

test("who has named no manager reads how to; who has, asks", async () => {
  serve({ "GET /api/dotanks/d1/hours/": [200, { given: [], mine: null, manager: null, may_ask: true }] });
  await showInApp(() => <Hours dotank={DOTANK} />);

  expect(await screen.findByText(/Say first who your manager is/)).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Ask my manager for hours" })).toBeNull();
});

test("a borrowed skill asks for the skill and the weeks, anybody else for a last day", async () => {
  const user = userEvent.setup();
  const skills = [{ value: "evaluation", words: "Evaluation" }];
  const heard = serve({
    "GET /api/words/": [200, { skills, topics: [], languages: [], organisation_kinds: [] }],
    "GET /api/dotanks/d1/beside/": [200, { seats: [], may_arrange: true }],
    "POST /api/dotanks/d1/beside/": [201, { seats: [], may_arrange: true }],
  });
  await showInApp(() => <Beside dotank={DOTANK} />);

  await user.click(await screen.findByRole("button", { name: "Ask somebody for a while" }));
  const form = within(await screen.findByRole("group", { name: "What as?" }));
  expect(screen.getByLabelText("Until")).toBeTruthy();
  await user.click(form.getByLabelText(/^Borrowed skill/));
  expect(screen.queryByLabelText("Until")).toBeNull();
  await user.type(screen.getByLabelText("Mail address at work"), "luke@leeds.example");
  await user.type(screen.getByLabelText("Why this colleague?"), "Has counted before.");
  await user.selectOptions(screen.getByLabelText("Which skill do you borrow?"), "evaluation");
  await user.click(screen.getByRole("button", { name: "Ask this colleague" }));

  expect(await screen.findByText("luke@leeds.example has been asked.")).toBeTruthy();
  expect(sent(heard, "POST")).toEqual([
    { kind: "borrowed", email: "luke@leeds.example", why: "Has counted before.", skill: "evaluation", weeks: 4 },
  ]);
});
