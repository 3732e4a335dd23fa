import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, test, vi } from "vitest";
import { serve, showInApp } from "../../../lib/testing/app";
import type { Pilot, Question } from "../pilot/requests";
import { aPilot } from "../testing";
import { BeyondSignOff } from "./BeyondSignOff";
import { ChecksPart } from "./ChecksPart";
import { Copying } from "./Copying";
import { ExemptionPart, pickExemption } from "./ExemptionPart";
import { stopChanges } from "./Hypothesis";
import { pickMeasures } from "./measures";
import { OthersPart, tagsOf } from "./OthersPart";
import { QuestionsPart } from "./QuestionsPart";
import { pickRules, RulesPart, ruleChanges } from "./RulesPart";
import { missingElsewhere, nextOpen, openParts, STEPS } from "./steps";

const PATCH = "PATCH /api/pilots/pilot/";
const bodies = (heard: { method: string; body: unknown }[], method = "PATCH") =>
  heard.filter((one) => one.method === method).map(({ body }) => body as Record<string, unknown>);

const question = (parts: Partial<Question>): Question => ({
  question: "affected",
  part: "people",
  title: "Who will notice it?",
  hint: "",
  yes_no: false,
  words_with: "",
  answer: "",
  words: "",
  refused: "",
  ...parts,
});
const gated = (gate: Partial<Pilot["gate"]>, parts: Partial<Pilot> = {}): Pilot =>
  aPilot({ ...parts, gate: { ...aPilot({}).gate, ...gate } });
const rule = {
  id: "r",
  name: "Article 4.2",
  entry: null,
  kind: "law",
  kind_words: "A law",
  owner: "Ministry",
  aim: "",
  met_otherwise: "",
} as const;
const check = (parts: object) =>
  ({
    id: "c",
    standard: "told",
    title: "Everybody knows",
    must_pass: true,
    result: "open",
    result_words: "",
    evidence: "",
    ...parts,
  }) as Pilot["gate"]["checks"][number];

describe("the questions", () => {
  const red = question({ question: "eu_law", part: "red_lines", title: "Does it set EU law aside?", yes_no: true });

  test("send an answer to each of their part and no other", async () => {
    const heard = serve({ [PATCH]: [200, aPilot({ version: 2 })] });
    const pilot = gated({ questions: [question({}), red] });
    await showInApp(() => <QuestionsPart pilot={pilot} done={vi.fn()} part="people" />);
    await userEvent.type(screen.getByLabelText("Who will notice it?"), "Forty residents");
    await userEvent.click(screen.getByRole("button", { name: "Save and go on" }));

    await waitFor(() => expect(bodies(heard)).toHaveLength(1));
    expect(bodies(heard)[0]).toEqual({
      read_version: 1,
      answers: [{ question: "affected", answer: "", words: "Forty residents" }],
    });
  });

  test("a red line that was answered with yes says why it cannot start, until the answer changes", async () => {
    serve({});
    const pilot = gated({
      questions: [{ ...red, answer: "yes", refused: "Nobody can set EU law aside. Stay within it." }],
    });
    await showInApp(() => <QuestionsPart pilot={pilot} done={vi.fn()} part="red_lines" />);

    expect(screen.getByRole("alert").textContent).toContain("Stay within it.");
    await userEvent.click(screen.getByLabelText("No"));
    expect(screen.queryByRole("alert")).toBeNull();
  });

  test("the assessment is asked for only where personal data are used", async () => {
    serve({});
    const data = question({
      question: "personal_data",
      part: "data",
      title: "Personal data?",
      yes_no: true,
      words_with: "yes",
    });
    const assessed = question({ question: "impact_assessed", part: "data", title: "Assessed?", yes_no: true });
    await showInApp(() => <QuestionsPart pilot={gated({ questions: [data, assessed] })} done={vi.fn()} part="data" />);

    expect(screen.queryByRole("group", { name: "Assessed?" })).toBeNull();
    await userEvent.click(screen.getByLabelText("Yes"));
    expect(screen.getByRole("group", { name: "Assessed?" })).toBeTruthy();
    expect(screen.getByLabelText("What belongs to this answer?")).toBeTruthy();
  });
});

describe("rules and checks", () => {
  test("a rule that is added gets the focus; one that is taken away is not sent", async () => {
    const heard = serve({ [PATCH]: [200, aPilot({ version: 2 })] });
    await showInApp(() => <RulesPart pilot={gated({ rules_in_the_way: [rule] })} done={vi.fn()} />);
    await userEvent.click(screen.getByRole("button", { name: "Add a rule" }));
    const second = within(screen.getByRole("group", { name: "Rule 2" })).getByLabelText(/^Which rule/);
    await waitFor(() => expect(document.activeElement).toBe(second));
    await userEvent.type(second, "A habit");
    await userEvent.click(screen.getByRole("button", { name: "Remove rule 1" }));
    await userEvent.click(screen.getByRole("button", { name: "Save and go on" }));

    await waitFor(() => expect(bodies(heard)).toHaveLength(1));
    const sent = bodies(heard)[0]?.rules_in_the_way as { name: string }[];
    expect(sent.map(({ name }) => name)).toEqual(["A habit"]);
  });

  test("ask for the owner of a registered rule only where the register does not say", async () => {
    const entry = { id: "e", name: rule.name, language: "en" } as const;
    const asked = async (owner_words: string) => {
      serve({ "GET /api/rules/e/": [200, { ...entry, owner_words }] });
      const pilot = gated({ rules_in_the_way: [{ ...rule, entry, owner: "" }] });
      return showInApp(() => <RulesPart pilot={pilot} done={vi.fn()} />);
    };
    const { unmount } = await asked("");
    expect(await screen.findByLabelText("Who owns it?")).toBeTruthy();
    unmount();
    await asked("Ministry of Finance");
    expect(await screen.findByText("The register says what kind of rule it is and whose.")).toBeTruthy();
    expect(screen.queryByLabelText("Who owns it?")).toBeNull();
  });

  test("come back from their fields as they were", () => {
    const { id: _id, kind_words: _words, ...said } = rule;
    expect(ruleChanges(pickRules(gated({ rules_in_the_way: [rule] })))).toEqual({ rules_in_the_way: [said] });
  });

  test("a check that comes with every pilot stays and asks how one knows; an own one can go", async () => {
    const heard = serve({ [PATCH]: [200, aPilot({ version: 2 })] });
    const own = check({ standard: "", title: "The lamp works" });
    await showInApp(() => <ChecksPart pilot={gated({ checks: [check({}), own] })} done={vi.fn()} />);
    const first = screen.getByRole("group", { name: "Everybody knows" });
    expect(within(first).queryByRole("button")).toBeNull();
    await userEvent.click(within(first).getByLabelText("Passed"));
    await userEvent.type(within(first).getByLabelText(/^How do you know/), "Seen");
    await userEvent.click(screen.getByRole("button", { name: "Remove own check 1" }));
    await userEvent.click(screen.getByRole("button", { name: "Save and go on" }));

    await waitFor(() => expect(bodies(heard)).toHaveLength(1));
    expect(bodies(heard)[0]?.checks).toEqual([
      { title: "", standard: "told", must_pass: true, result: "passed", evidence: "Seen" },
    ]);
  });
});

describe("copying", () => {
  const organisation = aPilot({}).organisation;
  const copied = {
    exemption_id: "e",
    organisation,
    rule: "Article 4.2",
    names_rule: null,
    legal_basis: "Article 9",
    measures: [{ name: "Waiting time", kind: "goal", unit: "days", direction: "down" }],
  } as NonNullable<Pilot["gate"]["copied"]>;

  test("asks once, names what it takes over, and sends the version that was read", async () => {
    const heard = serve({ "POST /api/pilots/pilot/copy-exemption/": [200, gated({ copied }, { version: 4 })] });
    const done = vi.fn();
    const pilot = gated({ may_copy: [{ id: "e", rule: "Article 4.2", organisation }] }, { version: 3 });
    await showInApp(() => <Copying pilot={pilot} done={done} />);
    await userEvent.click(screen.getByRole("button", { name: "Take it over: Article 4.2" }));
    expect(screen.getByText(/never brings who granted it/)).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Take it over" }));

    await waitFor(() => expect(done).toHaveBeenCalled());
    expect(bodies(heard, "POST")).toEqual([{ read_version: 3, exemption: "e" }]);
  });

  test("fills rule, basis and what is measured, and leaves who granted it and the days open", () => {
    const pilot = gated({ copied });
    expect(pickExemption(pilot)).toMatchObject({
      "exemption.rule": "Article 4.2",
      "exemption.legal_basis": "Article 9",
      "exemption.granted_by": "",
      "exemption.valid_until": "",
    });
    expect(pickMeasures(pilot)).toMatchObject({ "measures.0.name": "Waiting time", "measures.0.baseline": "" });
  });

  test("an exemption is of one of the rules in the way, and comes after the routes", async () => {
    serve({});
    const pilot = gated({ rules_in_the_way: [rule] }, { needs_exemption: true });
    await showInApp(() => <ExemptionPart pilot={pilot} done={vi.fn()} />);

    expect(screen.getByText(/^Say first which ways within the rules/)).toBeTruthy();
    expect(screen.getByLabelText("Article 4.2")).toBeTruthy();
  });
});

describe("others who touch the same", () => {
  const clash: Pilot["gate"]["clashes"][number] = {
    pilot_id: null,
    title: "",
    organisation: aPilot({}).organisation,
    call: { id: "m", name: "Ingrid Solberg", organisation: "Bergen", job_title: "Director" },
    touches: [{ what: "service", what_words: "Service", words: ["housing"] }],
    looked_at: null,
  };

  test("are named with whom to call, and looked at with one button", async () => {
    const seen = gated({ clashes: [{ ...clash, looked_at: "2025-03-01T09:00:00Z" }] });
    const heard = serve({ "POST /api/pilots/pilot/clashes/look/": [200, seen] });
    const done = vi.fn();
    await showInApp(() => <OthersPart pilot={gated({ clashes: [clash] })} done={done} />);
    expect(screen.getByText("Call Ingrid Solberg.")).toBeTruthy();
    expect(screen.getByText("Service: housing")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "We have seen it and will call them" }));

    await waitFor(() => expect(done).toHaveBeenCalledWith(seen));
    expect(heard.filter(({ method }) => method === "POST")).toHaveLength(1);
  });

  test("words between commas are words of their own", () => {
    expect(tagsOf(" housing permits, ,ramps ")).toEqual(["housing permits", "ramps"]);
    expect(tagsOf("")).toEqual([]);
  });
});

test("every gap the server names opens a part of the page", () => {
  const fields = [...STEPS, "place", "check_in_every", "needs_exemption", "services", "clashes"];
  const missing = fields.map((field) => ({ code: field, words: field, field }));
  expect(openParts(aPilot({ missing }))).toEqual(new Set(STEPS));
  expect(nextOpen(aPilot({ missing: missing.filter(({ field }) => field === "clashes") }))).toBe("others");
});

test("a rhythm that was not chosen stays open", () => {
  expect(stopChanges({ stop_rule: "Stop", check_in_every: "" })).toEqual({ stop_rule: "Stop", check_in_every: null });
  expect(stopChanges({ stop_rule: "Stop", check_in_every: "14" }).check_in_every).toBe(14);
});

describe("what was signed off", () => {
  const lacks = (code: string, field: string) => aPilot({ missing: [{ code, field, words: "Too much" }] });

  test("is a limit of the pilot; the way to a newer version is a link, and the part stays open", async () => {
    const pilot = lacks("money_not_signed_off", "money_limit");
    await showInApp(() => <BeyondSignOff pilot={pilot} />);

    expect(screen.getByRole("link", { name: "Go to the working document" }).getAttribute("href")).toContain(
      `/dotanks/${pilot.dotank_id}/room`,
    );
    expect([...openParts(pilot)]).toEqual(["limits"]);
  });

  test("while a newer version waits, it says so once and leads to the proposal", async () => {
    const pilot = lacks("sign_off_awaited", "sign_off");
    await showInApp(() => <BeyondSignOff pilot={pilot} />);

    expect(screen.getByRole("link", { name: "Go to the proposal" })).toBeTruthy();
    expect(missingElsewhere(pilot)).toEqual([]);
    expect(missingElsewhere(lacks("no_sign_off", "sign_off"))).toHaveLength(1);
  });

  test("says nothing where the pilot keeps to it", async () => {
    await showInApp(() => <BeyondSignOff pilot={lacks("no_place", "place")} />);

    expect(screen.queryByRole("status")).toBeNull();
  });
});
