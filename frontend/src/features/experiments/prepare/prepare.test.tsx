import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, test, vi } from "vitest";
import { serve, showInApp } from "../../../lib/testing/app";
import type { Pilot } from "../pilot/requests";
import { aMeasure, aPilot } from "../testing";
import { exemptionChanges, pickExemption } from "./ExemptionPart";
import { Hypothesis } from "./Hypothesis";
import { limitChanges } from "./LimitsPart";
import { MeasuresPart } from "./MeasuresPart";
import { measureChanges, pickMeasures, withOneMore, without } from "./measures";
import { nextOpen } from "./steps";

const PATCH = "PATCH /api/pilots/pilot/";
const GET = "GET /api/pilots/pilot/";
const bodies = (heard: { method: string; body: unknown }[]) =>
  heard.filter(({ method }) => method === "PATCH").map(({ body }) => body as Record<string, unknown>);

describe("the measures", () => {
  test("show a refusal of a nested field at that field, with the focus on it and a link to it", async () => {
    serve({
      [PATCH]: [422, { code: "invalid", details: { "measures.1.target": ["The target must be better."] } }],
    });
    const user = userEvent.setup();
    const pilot = aPilot({ measures: [aMeasure({}), aMeasure({ name: "Mistakes" })] });
    await showInApp(() => <MeasuresPart pilot={pilot} done={vi.fn()} />);
    await user.click(screen.getByRole("button", { name: "Save and go on" }));

    const second = screen.getByRole("group", { name: "Measure 2" });
    const target = within(second).getByLabelText(/^Target/);
    await waitFor(() => expect(document.activeElement).toBe(target));
    expect(target.getAttribute("aria-invalid")).toBe("true");
    const first = within(screen.getByRole("group", { name: "Measure 1" })).getByLabelText(/^Target/);
    expect(first.getAttribute("aria-invalid")).toBeNull();
    expect(screen.getByRole("link", { name: "Measure 2, Target: The target must be better." })).toBeTruthy();
  });

  test("lose a refusal together with the measure it was about, and send the rest as numbers", async () => {
    let refuse = true;
    const heard = serve({
      [PATCH]: () => (refuse ? [422, { details: { "measures.0.target": ["No."] } }] : [200, aPilot({ version: 2 })]),
    });
    const user = userEvent.setup();
    const pilot = aPilot({ measures: [aMeasure({}), aMeasure({ name: "Mistakes", baseline: "4.500" })] });
    await showInApp(() => <MeasuresPart pilot={pilot} done={vi.fn()} />);
    await user.click(screen.getByRole("button", { name: "Save and go on" }));
    await screen.findByText("No.");
    await user.click(screen.getByRole("button", { name: "Remove measure 1" }));

    expect(screen.queryByText("No.")).toBeNull();
    const before = screen.getByLabelText(/^Before/);
    await user.clear(before);
    await user.type(before, "4,25");
    refuse = false;
    await user.click(screen.getByRole("button", { name: "Save and go on" }));
    await waitFor(() => expect(bodies(heard)).toHaveLength(2));
    expect(bodies(heard)[1]).toMatchObject({ read_version: 1, measures: [{ name: "Mistakes", baseline: "4.25" }] });
  });

  test("come back from the fields as they were, one more or one less", () => {
    const values = pickMeasures(aPilot({ measures: [aMeasure({}), aMeasure({ name: "Mistakes" })] }));

    const names = (texts: Record<string, string>) => measureChanges(texts).measures?.map((measure) => measure.name);
    expect(names(values)).toEqual(["Waiting time", "Mistakes"]);
    expect(names(withOneMore(values))).toEqual(["Waiting time", "Mistakes", ""]);
    expect(names(without(values, 0))).toEqual(["Mistakes"]);
    expect(pickMeasures(aPilot({}))).toMatchObject({ count: "1", "measures.0.kind": "goal" });
  });
});

describe("two people preparing at once", () => {
  const show = (pilot: Pilot) => showInApp(() => <Hypothesis pilot={pilot} done={vi.fn()} />);
  const outdated = [409, { code: "outdated", version: 2 }] as [number, unknown];

  test("a colleague's change elsewhere is no obstacle: it is sent again on top of it", async () => {
    const heard = serve({
      [PATCH]: ({ body }) =>
        (body as { read_version: number }).read_version === 1 ? outdated : [200, aPilot({ version: 3 })],
      [GET]: [200, aPilot({ version: 2, place: "North" })],
    });
    const user = userEvent.setup();
    await show(aPilot({}));
    await user.type(screen.getByRole("textbox"), "Faster");
    await user.click(screen.getByRole("button", { name: "Save and go on" }));

    await waitFor(() => expect(bodies(heard)).toHaveLength(2));
    expect(bodies(heard)[1]).toEqual({ read_version: 2, hypothesis: "Faster" });
    expect(screen.queryByText(/A colleague saved this part/)).toBeNull();
  });

  test("a change to the same part is shown, mine stays, and only a second save replaces theirs", async () => {
    const heard = serve({
      [PATCH]: ({ body }) =>
        (body as { read_version: number }).read_version === 1 ? outdated : [200, aPilot({ version: 3 })],
      [GET]: [200, aPilot({ version: 2, hypothesis: "Slower" })],
    });
    const user = userEvent.setup();
    await show(aPilot({}));
    await user.type(screen.getByRole("textbox"), "Faster");
    await user.click(screen.getByRole("button", { name: "Save and go on" }));

    expect(await screen.findByText("Slower")).toBeTruthy();
    expect(bodies(heard)).toHaveLength(1);
    expect(screen.getByRole<HTMLTextAreaElement>("textbox").value).toBe("Faster");
    await user.click(screen.getByRole("button", { name: "Save and go on" }));
    await waitFor(() => expect(bodies(heard)).toHaveLength(2));
    expect(bodies(heard)[1]).toEqual({ read_version: 2, hypothesis: "Faster" });
  });

  test("theirs can be taken", async () => {
    serve({ [PATCH]: outdated, [GET]: [200, aPilot({ version: 2, hypothesis: "Slower" })] });
    const user = userEvent.setup();
    await show(aPilot({}));
    await user.type(screen.getByRole("textbox"), "Faster");
    await user.click(screen.getByRole("button", { name: "Save and go on" }));
    await user.click(await screen.findByRole("button", { name: "Take theirs" }));

    expect(screen.getByRole<HTMLTextAreaElement>("textbox").value).toBe("Slower");
  });
});

test("limits: empty is nothing, a number is a number, words go to the server to be named", () => {
  expect(limitChanges({ place: "North", people_limit: "1 200", money_limit: "", ends_on: "" })).toEqual({
    place: "North",
    people_limit: 1200,
    money_limit: null,
  });
  expect(limitChanges({ people_limit: "some" }).people_limit).toBe("some");
  expect(limitChanges({ money_limit: "0", ends_on: "2025-06-01" })).toMatchObject({
    money_limit: 0,
    ends_on: "2025-06-01",
  });
});

test("an exemption that is needed but not yet granted can be kept as needed", () => {
  const values = { ...pickExemption(aPilot({})), needs_exemption: "yes" };
  expect(exemptionChanges(values)).toEqual({ needs_exemption: true });
  expect(exemptionChanges({ ...values, "exemption.rule": "4.2" })).toMatchObject({ exemption: { rule: "4.2" } });
  expect(exemptionChanges({ ...values, needs_exemption: "no" })).toEqual({ needs_exemption: false });
});

test("the next open part follows the one just finished, and then begins again from the top", () => {
  const missing = ["hypothesis", "stop_rule"].map((field) => ({ code: field, words: field, field }));
  const pilot = aPilot({ missing });
  expect(nextOpen(pilot)).toBe("hypothesis");
  expect(nextOpen(pilot, "limits")).toBe("stop_rule");
  expect(nextOpen(pilot, "stop_rule")).toBe("hypothesis");
  expect(nextOpen(aPilot({}))).toBeNull();
});
