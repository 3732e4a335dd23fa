import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, test } from "vitest";
import { serve, showInApp } from "../../../lib/testing/app";
import { EditLesson } from "./EditLesson";
import { Preview } from "./Preview";
import type { Lesson } from "./requests";
import { valuesOf } from "./useLesson";

const BACKING = { slug: "q1-1", ask: "Do leaders back it?", language: "en", principle: "p1-embrace" };
const question = (slug: string, ask: string) => ({ slug, ask, actions: [], tools: [], cases: [] });
const HANDBOOK = [
  {
    slug: "p1-embrace",
    number: 1,
    language: "en",
    questions: [question("q1-1", BACKING.ask), question("q1-2", "Is there a strategy?")],
  },
  { slug: "p4-explore", number: 4, language: "en", questions: [question("q4-1", "May one try things out?")] },
];

const aLesson = (parts: Partial<Lesson> = {}): Lesson =>
  ({
    id: "l",
    ...{
      title: "One signature",
      story: "It took three.",
      tried: "One",
      happened: "Faster",
      why: "",
      conditions: "A lead",
    },
    ...{ differently: "", who_should_know: "", outcome: "worked", outcome_words: "Worked", language: "en" },
    ...{ principles: ["p1-embrace"], questions: [], organisation: { name: "Home" }, innovation: false },
    ...{ state: "draft", version: 1, missing: [], abilities: { edit: true, publish: true } },
    ...parts,
  }) as unknown as Lesson;

beforeEach(() => localStorage.clear());

describe("questions of the handbook", () => {
  test("are offered for the chosen principles, and sent with the draft", async () => {
    const user = userEvent.setup();
    const heard = serve({
      "GET /api/handbook/": [200, HANDBOOK],
      "PATCH /api/lessons/l/": [200, aLesson({ questions: [BACKING], version: 2 } as Partial<Lesson>)],
    });
    await showInApp(() => <EditLesson lesson={aLesson()} />);

    await user.click(screen.getByRole("button", { name: /Questions of the handbook/ }));
    const group = await screen.findByRole("group", { name: /Which questions of the handbook/ });
    expect(within(group).queryByLabelText(/May one try things out/)).toBeNull();
    await user.click(await within(group).findByLabelText(/Do leaders back it/));
    await user.click(screen.getByRole("button", { name: "Save and go on" }));

    expect(await screen.findByText("Saved")).toBeDefined();
    const sent = heard.find((asked) => asked.method === "PATCH");
    expect(sent?.body).toMatchObject({ read_version: 1, questions: ["q1-1"] });
  });

  test("without a principle the part says what to do first", async () => {
    serve({ "GET /api/handbook/": [200, HANDBOOK] });
    await showInApp(() => <EditLesson lesson={aLesson({ principles: [] })} />);

    await userEvent.setup().click(screen.getByRole("button", { name: /Questions of the handbook/ }));

    expect(await screen.findByText(/Choose a principle first/)).toBeDefined();
  });

  test("one that was chosen stays in sight when its principle goes", async () => {
    serve({ "GET /api/handbook/": [200, HANDBOOK] });
    const lesson = aLesson({ principles: ["p4-explore"], questions: [BACKING] } as Partial<Lesson>);
    await showInApp(() => <EditLesson lesson={lesson} />);

    await userEvent.setup().click(screen.getByRole("button", { name: /Questions of the handbook/ }));

    expect(await screen.findByLabelText(/May one try things out/)).toBeDefined();
    expect(screen.getByLabelText<HTMLInputElement>(/Do leaders back it/).checked).toBe(true);
  });
});

describe("the lesson as the world sees it", () => {
  test("names its questions, and says innovation only where the server does", async () => {
    const lesson = aLesson({ state: "published", questions: [BACKING], innovation: true } as Partial<Lesson>);
    await showInApp(() => <Preview lesson={lesson} values={valuesOf(lesson)} />);

    expect(screen.getByText("Do leaders back it?").lang).toBe("en");
    expect(screen.getByText("Innovation: its value is recorded")).toBeDefined();
  });

  test("without recorded value the word does not appear", async () => {
    const lesson = aLesson({ state: "published" });
    await showInApp(() => <Preview lesson={lesson} values={valuesOf(lesson)} />);

    expect(screen.queryByText(/Innovation/)).toBeNull();
    expect(screen.queryByText("Questions it answers")).toBeNull();
  });
});
