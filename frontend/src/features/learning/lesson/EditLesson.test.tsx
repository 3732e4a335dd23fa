import { useSuspenseQuery } from "@tanstack/react-query";
import { act, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { serve, showInApp } from "../../../lib/testing/app";
import { EditLesson } from "./EditLesson";
import { type Lesson, lessonQuery } from "./requests";

const DRAFT = {
  id: "l1",
  title: "One list",
  story: "It was slow.",
  tried: "",
  happened: "Less waiting.",
  why: "",
  conditions: "",
  differently: "",
  who_should_know: "",
  principles: [],
  questions: [],
  language: "en",
  organisation: { id: "o1", name: "Veldoever", country: "NL" },
  credits: [],
  outcome: "worked",
  outcome_words: "Worked",
  missing: [{ field: "tried", words: "Say what you tried.", code: "needed" }],
  abilities: { edit: true, publish: false },
  version: 1,
} as unknown as Lesson;

function Draft() {
  const { data: lesson } = useSuspenseQuery({ ...lessonQuery("l1"), staleTime: Number.POSITIVE_INFINITY });
  return <EditLesson lesson={lesson} />;
}

test("what a colleague saves arrives while I write, and my own words stay", async () => {
  serve({ "GET /api/lessons/l1/": [200, DRAFT] });
  const { queries } = await showInApp(Draft);
  const mine = await screen.findByLabelText("What did you try?");
  await userEvent.type(mine, "A desk that counts");

  act(() => {
    queries.setQueryData(lessonQuery("l1").queryKey, { ...DRAFT, version: 2, why: "The desk could decide." });
  });

  expect((await screen.findAllByText("The desk could decide.")).length).toBeGreaterThan(0);
  expect(mine).toHaveProperty("value", "A desk that counts");
});

test("where both wrote, mine stays in the field and nothing moves", async () => {
  serve({ "GET /api/lessons/l1/": [200, DRAFT] });
  const { queries } = await showInApp(Draft);
  const mine = await screen.findByLabelText("What did you try?");
  await userEvent.type(mine, "A desk that counts");

  act(() => {
    queries.setQueryData(lessonQuery("l1").queryKey, { ...DRAFT, version: 2, tried: "Something else" });
  });

  expect(mine).toHaveProperty("value", "A desk that counts");
  expect(screen.queryByText("Something else")).toBeNull();
});

test("the team reads both effects as the world will", async () => {
  const lesson = { ...DRAFT, promised_effect: "An hour less.", actual_effect: "Half an hour less." };
  serve({ "GET /api/lessons/l1/": [200, lesson] });
  await showInApp(Draft);
  const effects = (await screen.findByText("Promised effect")).closest("dl");
  expect(effects?.textContent).toBe("Promised effectAn hour less.Actual effectHalf an hour less.");
});
