import { describe, expect, test } from "vitest";
import { today } from "../../../lib/dates";
import { speak, wordsOf } from "../../../lib/i18n";
import { aMeasure, aPilot, aReading } from "../testing";
import { headline, measureWords, standing, weeks } from "./headline";
import { asNumber } from "./numbers";
import { waitsLongest } from "./ReadingForm";

const now = new Date("2025-04-02T12:00:00Z");
const running = { state: "running", opened_at: "2025-03-03T09:00:00Z", ends_at: "2025-05-25T22:00:00Z" } as const;

describe("the headline", () => {
  test("says the week, the change and the target", () => {
    const measures = [aMeasure({ readings: [aReading("28.000", "2025-03-10"), aReading("22.000", "2025-03-31")] })];

    expect(headline(aPilot({ ...running, measures }), now)).toBe(
      "Week 5 of 12. Waiting time down from 31 to 22 days, target 20.",
    );
  });

  test("names what is close to its limit and what is past it", () => {
    const guardrail = {
      kind: "guardrail",
      name: "Mistakes",
      unit: "%",
      baseline: "4",
      target: "4",
      threshold: "6",
    } as const;
    const past = aMeasure({ ...guardrail, readings: [aReading("6.5", "2025-03-31")] });
    const close = aMeasure({ ...guardrail, readings: [aReading("5.9", "2025-03-31")] });

    expect(headline(aPilot({ ...running, measures: [past, close] }), now)).toBe(
      "Week 5 of 12. 1 measure is past its limit. 1 measure is close to its limit.",
    );
  });

  test("says that nothing was read yet, and that it stands still", () => {
    expect(measureWords(aMeasure({}))).toBe("No reading of “Waiting time” yet: 31 days before, target 20.");
    expect(measureWords(aMeasure({ readings: [aReading("31.000", "2025-03-31")] }))).toBe(
      "Waiting time still at 31 days, target 20.",
    );
  });

  test("before the start is what the pilot promises", () => {
    expect(headline(aPilot({ state: "preparing", measures: [aMeasure({})] }), now)).toBe(
      "Waiting time: from 31 to 20 days, limit 35.",
    );
  });

  test("of a stopped and of a closed pilot has no week", () => {
    expect(headline(aPilot({ ...running, state: "stopped", measures: [] }), now)).toBe("");
    expect(headline(aPilot({ ...running, state: "closed", verdict_words: "Worked", measures: [] }), now)).toBe(
      "Closed: Worked.",
    );
  });

  test("is written in the reader's language, numbers too", async () => {
    await speak("nl");
    await wordsOf("pilots");
    const measures = [aMeasure({ readings: [aReading("22.500", "2025-03-31")] })];

    expect(headline(aPilot({ ...running, measures }), now)).toMatch(/^Week 5 van 12\. .*\b22,5 days\b/);
  });
});

test.each([
  ["2025-03-03T08:00:00Z", 1],
  ["2025-03-03T10:00:00Z", 1],
  ["2025-03-10T09:00:00Z", 2],
  ["2026-01-01T00:00:00Z", 12],
])("at %s it is week %i of 12", (moment, week) => {
  expect(weeks(running.opened_at, running.ends_at, new Date(moment))).toEqual({ week, of: 12 });
});

test.each([
  ["up", "70", "70", "close"],
  ["up", "70", "69.9", "past"],
  ["up", "70", "85", "fine"],
  ["down", "35", "35.1", "past"],
  ["down", "35", "34", "close"],
  ["down", "35", "25", "fine"],
] as const)("higher or lower: %s, limit %s, reading %s is %s", (direction, threshold, value, stands) => {
  const target = direction === "up" ? "90" : "20";
  expect(standing(aMeasure({ direction, threshold, target, readings: [aReading(value, "2025-03-31")] }))).toBe(stands);
});

test("the measure that waits longest is the one to enter", () => {
  const old = aMeasure({ id: "old", readings: [aReading("1", "2025-03-01")] });
  const fresh = aMeasure({ id: "fresh", readings: [aReading("1", "2025-03-08")] });

  expect(waitsLongest([fresh, old])).toBe("old");
  expect(waitsLongest([fresh, old, aMeasure({ id: "never" })])).toBe("never");
  expect(waitsLongest([])).toBe("");
});

test.each([
  ["31,5", "31.5"],
  ["1 234", "1234"],
  ["-0,25", "-0.25"],
  ["1.5", "1.5"],
  ["1,234,567", "1,234,567"],
  ["abc", "abc"],
])("“%s” is sent as “%s”", (typed, sent) => {
  expect(asNumber(typed)).toBe(sent);
});

test("today is the day on this device's calendar", () => {
  expect(today(new Date(2025, 0, 5, 23, 30))).toBe("2025-01-05");
});
