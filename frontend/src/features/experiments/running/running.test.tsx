import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, test, vi } from "vitest";
import { serve, showInApp } from "../../../lib/testing/app";
import { headline } from "../pilot/headline";
import { aMeasure, aPilot } from "../testing";
import { CheckIn } from "./CheckIn";
import { Diary } from "./Diary";
import { FileFound } from "./FileFound";
import { Loops } from "./Loops";
import { Paused } from "./Rest";
import type { Card, Running, Use } from "./requests";
import { Used } from "./Used";

const aRunning = (parts: Partial<Running>): Running => ({
  used: { people: 0, money: 0, outside: [] },
  limits_left: [],
  uses: [],
  cards: [],
  check_in_due: null,
  check_in_late: false,
  diary: [],
  ...parts,
});
const TWELVE: Use = {
  id: "twelve",
  kind: "people",
  amount: 12,
  place: "",
  outside: false,
  used_on: "2025-03-03",
  note: "Two desks",
  corrects: null,
};
const aCard = (parts: Partial<Card>): Card => ({
  id: "card",
  number: 1,
  hypothesis: "A form fits.",
  test: "Ten forms",
  measure_id: "measure",
  threshold: "3.000",
  state: "running",
  state_words: "Being tested",
  started_at: "2025-03-03T09:00:00Z",
  decided_at: null,
  result: "",
  learning: "",
  decision: "",
  decision_words: "",
  version: 1,
  ...parts,
});
const may = (parts: Partial<ReturnType<typeof aPilot>["abilities"]>) => ({ ...aPilot({}).abilities, ...parts });

describe("a paused pilot", () => {
  test("says why and what to do, and goes on with one sentence", async () => {
    const heard = serve({ "POST /api/pilots/pilot/resume/": [200, aPilot({ state: "running" })] });
    const user = userEvent.setup();
    const pilot = aPilot({
      state: "paused",
      paused_because: "guardrail",
      paused_words: "A measure that must not get worse did",
      why_not_in_force: [{ code: "paused", words: "The pilot is paused." }],
      abilities: may({ resume: true }),
    });
    await showInApp(() => <Paused pilot={pilot} />);

    expect(screen.getByRole("status").textContent).toContain("A measure that must not get worse did.");
    await user.click(screen.getByRole("button", { name: "Let it go on" }));
    const dialog = screen.getByRole("dialog");
    await user.type(within(dialog).getByLabelText(/What was looked at/), "It was a slip.");
    await user.click(within(dialog).getByRole("button", { name: "Let it go on" }));

    await waitFor(() => expect(heard.map(({ body }) => body)).toContainEqual({ reason: "It was a slip." }));
  });

  test("by a reading names the measure and its value, as its diary does", async () => {
    const words = "Paused: Complaints is 6.5 complaints a week, past its limit of 5.";
    const line = { kind: "pause", at: "2025-03-02T09:00:00Z", text: "", by: "" };
    const diary = [
      { ...line, words },
      { ...line, words: "Paused by the team." },
    ];
    await showInApp(() => <Paused pilot={aPilot({ state: "paused", paused_because: "guardrail" })} diary={diary} />);

    expect(screen.getByRole("status").textContent).toContain(words);
    expect(screen.getByRole("status").textContent).not.toContain("Paused by the team");
  });

  test("names what does not hold, and offers nothing while it does not", async () => {
    const gone = { code: "no_sign_off", words: "The sign-off was withdrawn." };
    const pilot = aPilot({ state: "paused", paused_because: "sign_off", why_not_in_force: [gone] });
    await showInApp(() => <Paused pilot={pilot} />);

    expect(screen.getByText(gone.words)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Let it go on" })).toBeNull();
  });

  test("is said in the headline, with the limits that are left", () => {
    const pilot = aPilot({ state: "paused", paused_words: "Paused by the team" });
    expect(headline(pilot, new Date(), ["41 of 40 people"])).toBe(
      "Paused: Paused by the team. A limit is left: 41 of 40 people.",
    );
  });
});

describe("what was used", () => {
  test("stands against the limit as a bar with its numbers, and in words when the limit is left", async () => {
    serve({});
    const pilot = aPilot({ state: "running", people_limit: 40, money_limit: 500 });
    const running = aRunning({ used: { people: 41, money: 120, outside: [] } });
    await showInApp(() => <Used pilot={pilot} running={running} took={vi.fn()} />);

    expect(screen.getByText("People: 41 of 40")).toBeTruthy();
    expect(screen.getByText("Limit left")).toBeTruthy();
    expect(screen.getByRole("progressbar", { name: "Money" }).getAttribute("value")).toBe("120");
  });

  test("is put right with a new entry that names the old one, and the focus stays in the list", async () => {
    const heard = serve({ "POST /api/pilots/pilot/uses/": [201, aRunning({ uses: [{ ...TWELVE, amount: 2 }] })] });
    const user = userEvent.setup();
    const took = vi.fn();
    const pilot = aPilot({ state: "running", people_limit: 40, abilities: may({ enter_use: true }) });
    await showInApp(() => <Used pilot={pilot} running={aRunning({ uses: [TWELVE] })} took={took} />);
    await user.click(screen.getByText("What was entered", { selector: "summary" }));
    await user.click(screen.getByRole("button", { name: "Correct People: 12, 3 March 2025" }));
    const field = screen.getByLabelText(/^How many were they really/);
    expect(document.activeElement).toBe(field);
    expect(screen.queryByRole("group", { name: "What was used?" })).toBeNull();
    await user.clear(field);
    await user.type(field, "2");
    await user.click(screen.getByRole("button", { name: "Save the correction" }));

    await waitFor(() => expect(took).toHaveBeenCalled());
    expect(heard[0]?.body).toEqual({
      kind: "people",
      amount: 2,
      outside: false,
      used_on: "2025-03-03",
      note: "Two desks",
      corrects: "twelve",
    });
    expect(screen.getByRole("status").textContent).toContain("Corrected.");
    expect(document.activeElement?.textContent).toBe("What was entered");
  });

  test("of a place keeps what it was, and a refusal is said at its field", async () => {
    const place = { ...TWELVE, id: "place", kind: "place", amount: null, place: "Gate 5", outside: true } as const;
    const heard = serve({ "POST /api/pilots/pilot/uses/": [409, { code: "clash", detail: "Already corrected." }] });
    const user = userEvent.setup();
    const took = vi.fn();
    const pilot = aPilot({ state: "running", place: "Gate 4", abilities: may({ enter_use: true }) });
    await showInApp(() => <Used pilot={pilot} running={aRunning({ uses: [place] })} took={took} />);
    await user.click(screen.getByRole("button", { name: "Correct Place: Gate 5, 3 March 2025", hidden: true }));
    await user.click(screen.getByLabelText("Yes, as agreed"));
    await user.click(screen.getByRole("button", { name: "Save the correction", hidden: true }));

    expect(await screen.findByText("Already corrected.")).toBeTruthy();
    expect(heard[0]?.body).toMatchObject({ place: "Gate 5", outside: false, corrects: "place" });
    expect(took).not.toHaveBeenCalled();
  });

  test("is put right by those alone who may enter it", async () => {
    serve({});
    const pilot = aPilot({ state: "running", people_limit: 40 });
    await showInApp(() => <Used pilot={pilot} running={aRunning({ uses: [TWELVE] })} took={vi.fn()} />);
    expect(screen.getByText(/People: 12/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: /Correct/, hidden: true })).toBeNull();
  });

  test("is entered as a whole number", async () => {
    const heard = serve({ "POST /api/pilots/pilot/uses/": [201, aRunning({})] });
    const user = userEvent.setup();
    const took = vi.fn();
    const pilot = aPilot({ state: "running", people_limit: 40, abilities: may({ enter_use: true }) });
    await showInApp(() => <Used pilot={pilot} running={aRunning({})} took={took} />);
    await user.click(screen.getByRole("button", { name: "Enter what was used" }));
    await user.type(screen.getByLabelText(/How many more/), "1 2");
    await user.click(screen.getByRole("button", { name: "Save" }));

    await waitFor(() => expect(took).toHaveBeenCalled());
    expect(heard[0]?.body).toMatchObject({ kind: "people", amount: 12, outside: false });
  });
});

describe("loops", () => {
  test("end with result, learning and decision", async () => {
    const heard = serve({ "POST /api/cards/card/decide/": [200, aRunning({})] });
    const user = userEvent.setup();
    const took = vi.fn();
    const pilot = aPilot({ state: "running", measures: [aMeasure({})], abilities: may({ plan_card: true }) });
    await showInApp(() => <Loops pilot={pilot} running={aRunning({ cards: [aCard({})] })} took={took} />);
    await user.click(screen.getByRole("button", { name: "Enter result and decision" }));
    await user.type(screen.getByLabelText("What did you see?"), "Four days");
    await user.type(screen.getByLabelText("What did you learn?"), "Ask first");
    await user.click(screen.getByRole("radio", { name: "Keep testing the same" }));
    await user.click(screen.getByRole("button", { name: "Save the decision" }));

    await waitFor(() => expect(took).toHaveBeenCalled());
    expect(heard[0]?.body).toEqual({ result: "Four days", learning: "Ask first", decision: "keep_testing" });
  });

  test("can only be read by others", async () => {
    serve({});
    await showInApp(() => (
      <Loops pilot={aPilot({ measures: [aMeasure({})] })} running={aRunning({ cards: [aCard({})] })} took={vi.fn()} />
    ));
    expect(screen.getByText("Waiting time, limit 3 days")).toBeTruthy();
    expect(screen.queryByRole("button")).toBeNull();
  });

  test("are no longer being tested once the pilot is closed", async () => {
    serve({});
    const closed = aPilot({ state: "closed", measures: [aMeasure({})] });
    await showInApp(() => <Loops pilot={closed} running={aRunning({ cards: [aCard({})] })} took={vi.fn()} />);
    expect(screen.getByText("Left without a decision")).toBeTruthy();
    expect(screen.queryByText("Being tested")).toBeNull();
  });
});

test("a late check-in is said in words", async () => {
  serve({});
  const running = aRunning({ check_in_due: "2025-03-10", check_in_late: true });
  await showInApp(() => <CheckIn pilot={aPilot({ state: "running" })} running={running} took={vi.fn()} />);
  expect(screen.getByText(/Late: it was due on .*March/)).toBeTruthy();
});

test("the diary names who, and keeps our words and theirs apart", async () => {
  serve({});
  const entry = { kind: "pause", at: "2025-03-10T09:00:00Z", words: "Paused by the team.", text: "Too many calls" };
  await showInApp(() => <Diary running={aRunning({ diary: [{ ...entry, by: "Mia Member" }] })} />);
  expect(screen.getByText(/Mia Member/)).toBeTruthy();
  expect(screen.getByText("Too many calls")).toBeTruthy();
});

test("a file shows each wrong place with what to do, and what is there already", async () => {
  serve({});
  const row = {
    line: 2,
    measure: "Waiting time",
    unit: "days",
    day: "2025-03-10",
    value: "22.500",
    note: "",
    known: true,
  };
  const error = { line: 3, column: "value", words: "“x” is no number.", to_do: "Write it as 1234.5." };
  await showInApp(() => <FileFound found={{ rows: [row], errors: [error], new: 0 }} />);
  expect(screen.getByText("Line 3, Value:").parentElement?.textContent).toContain("Write it as 1234.5.");
  expect(within(screen.getByRole("table")).getByText("Already there")).toBeTruthy();
  expect(within(screen.getByRole("table")).getByText("22.5 days")).toBeTruthy();
});
