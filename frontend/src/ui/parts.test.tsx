import { screen, within } from "@testing-library/react";
import axe from "axe-core";
import { describe, expect, test } from "vitest";
import { speak } from "../lib/i18n";
import { show } from "../lib/testing/show";
import { ConfirmDialog } from "./ConfirmDialog";
import { EmptyState } from "./EmptyState";
import { Choice, Field, Select, TextArea } from "./Field";
import { FlowLine } from "./FlowLine";
import { Missing, Reasons } from "./Missing";
import { initials, PeopleList } from "./PeopleList";
import { RefusalNotice } from "./RefusalNotice";
import { SaveState, type Saving } from "./SaveState";
import { Series } from "./Series";
import { Status } from "./Status";

const nothing = () => undefined;

/** Every part once, as the pages use them. */
function Everything() {
  const field = { name: "x", value: "", onChange: nothing, errors: ["Please fill this in."] };
  const saving: Saving[] = ["opening", "saved", "saving", "offline", "kept", "unkept", "signed_out", "ended"];
  return (
    <main>
      <h1>Parts</h1>
      <FlowLine
        stations={["Problem", "Do Tank", "Pilot"].map((name) => ({ name, words: name, state: "ahead" as const }))}
        next={{ who: "Astrid", by: "2025-11-24" }}
      />
      <Field {...field} label="One line" hint="Like this" />
      <TextArea {...field} label="More" />
      <Select {...field} label="From a list" options={[{ value: "a", label: "A" }]} empty="Choose" />
      <Choice {...field} label="One of these" options={[{ value: "a", label: "A", hint: "first" }]} />
      <Series
        name="Waiting"
        unit="days"
        readings={[{ date: "2025-03-03", value: 3 }]}
        baseline={5}
        target={2}
        threshold={9}
      />
      <PeopleList people={[{ id: "1", name: "Ingrid Solberg", organisation: "Bergen", role: "Lead" }]} />
      <Missing parts={[{ code: "x", words: "A second organisation" }]} />
      <Reasons reasons={["Knows the rule", "Has the hours"]} />
      <EmptyState title="Nothing yet">Post one.</EmptyState>
      <Status tone="good">Worked</Status>
      <RefusalNotice error={null} again={nothing} />
      <ConfirmDialog open={false} title="Stop the pilot?" confirm="Stop" onConfirm={nothing} onClose={nothing} />
      {saving.map((state) => (
        <SaveState key={state} state={state} />
      ))}
    </main>
  );
}

describe("every part", () => {
  test("has no accessibility finding", async () => {
    show(<Everything />);

    const { violations } = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } });
    expect(violations.map((found) => `${found.id}: ${found.nodes[0]?.html}`)).toEqual([]);
  });

  // Designsystemet's own labels are Norwegian; these are the words it would leak.
  test.each(["en", "nl", "sv"] as const)("shows no Norwegian in %s", async (language) => {
    await speak(language);
    const { container } = show(<Everything />);

    const labels = [...container.querySelectorAll("[aria-label],[title]")].flatMap((part) => [
      part.getAttribute("aria-label"),
      part.getAttribute("title"),
    ]);
    const words = [container.textContent, ...labels].join(" ");
    expect(words).not.toMatch(
      /lukk|du er her|forrige|neste|laster|tegn (igjen|for mye)|søk|tøm|hopp til|feil\b|ikke\b|måling/i,
    );
  });

  test.each(["nl", "sv", "nb"] as const)("shows no English sentence in %s", async (language) => {
    await speak(language);
    const { container } = show(<Everything />);

    expect(container.textContent).not.toMatch(
      /\b(please try|kept on this|no connection|where this case|the numbers as)\b/i,
    );
  });
});

describe("a chart", () => {
  test("says what it shows, and has the same numbers as a table", () => {
    show(
      <Series
        name="Waiting time"
        unit="days"
        target={20}
        readings={[
          { date: "2025-03-10", value: 22 },
          { date: "2025-03-03", value: 31 },
        ]}
      />,
    );

    expect(screen.getByRole("img", { name: /Waiting time: 22 days on 10 March 2025, from 2 readings\./ })).toBeTruthy();
    const rows = within(screen.getByRole("table", { hidden: true })).getAllByRole("row", { hidden: true });
    expect(rows.map((row) => row.textContent)).toEqual([
      "DayWaiting time (days)",
      "Target20",
      "3 March 202531",
      "10 March 202522",
    ]);
  });

  test("names under itself only the days that have room", () => {
    const close = ["03", "05", "17", "30", "31"].map((day) => ({ date: `2025-03-${day}`, value: 3 }));
    const { container } = show(<Series name="Waiting" unit="days" readings={close} />);

    const days = [...container.querySelectorAll(".series__tick")].map((one) => one.textContent);
    expect(days.filter((words) => words?.includes("Mar"))).toEqual(["3 Mar", "17 Mar", "31 Mar"]);
  });

  test("with large numbers keeps them within itself, in few characters", () => {
    const { container } = show(
      <Series name="Money" unit="euro" readings={[{ date: "2025-03-03", value: 1_000_000_000 }]} />,
    );

    const steps = [...container.querySelectorAll('.series__tick[dy="0.32em"]')];
    expect(steps.map((one) => one.textContent)).toContain("1bn");
    for (const step of steps)
      expect(Number(step.getAttribute("x"))).toBeGreaterThan(12 * (step.textContent?.length ?? 0));
  });

  test("that goes beyond a year names the years", () => {
    const readings = ["2025-11-03", "2026-02-03"].map((date) => ({ date, value: 3 }));
    const { container } = show(<Series name="Waiting" unit="days" readings={readings} />);

    const words = [...container.querySelectorAll(".series__tick")].map((one) => one.textContent);
    expect(words).toContain("3 Nov 2025");
    expect(words).toContain("3 Feb 2026");
  });

  test("keeps the words of close marks apart, and within itself", () => {
    const readings = ["2025-03-03", "2025-06-03"].map((date) => ({ date, value: 3 }));
    const marks = ["2025-06-03", "2025-03-03", "2025-03-05"].map((date, place) => ({ date, words: `Loop ${place}` }));
    const { container } = show(<Series name="Waiting" unit="days" readings={readings} marks={marks} />);

    const words = [...container.querySelectorAll(".series__tick")].filter((one) => one.textContent?.includes("Loop"));
    const at = (name: string) => words.map((one) => one.getAttribute(name));
    expect(words.map((one) => one.textContent)).toEqual(["Loop 1", "Loop 2", "Loop 0"]);
    expect(new Set(at("y").slice(0, 2)).size).toBe(2);
    expect(at("text-anchor")).toEqual(["start", "start", "end"]);
  });

  test("without readings shows no empty picture", () => {
    show(<Series name="Waiting time" unit="days" readings={[]} />);

    expect(screen.queryByRole("img")).toBeNull();
    expect(screen.getByText("Waiting time: no readings yet.")).toBeTruthy();
  });
});

test.each([
  ["Ingrid Solberg", "IS"],
  ["Jan de Vries", "JV"],
  ["Åsa", "Å"],
  ["anna", "A"],
])("initials of %s are %s", (name, letters) => {
  expect(initials(name)).toBe(letters);
});
