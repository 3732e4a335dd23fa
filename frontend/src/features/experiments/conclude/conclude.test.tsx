import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { serve, showInApp } from "../../../lib/testing/app";
import { Worth } from "../pilot/Worth";
import { aPilot } from "../testing";
import { Conclusion } from "./Conclusion";
import { chosenEntries } from "./KindsOfValue";

const POST = "POST /api/pilots/pilot/conclude/";
const CLOSED = aPilot({
  state: "closed",
  verdict: "partly",
  verdict_words: "Partly worked",
  what_happened: "It helped some.",
  value: { performance: 1, quality_of_work: -1, explanation: "Faster, but tiring.", actual_effect: "Saved €4,000." },
  value_entries: [{ kind: "avoided_cost", kind_words: "Avoided cost", score: 2, words: "No second visit." }],
});
/** The names and words of one list of effects. */
const facts = (place: number) => {
  const [list] = screen
    .getAllByText("Promised effect")
    .map((name) => name.closest("dl"))
    .slice(place);
  const words = (tag: string) => [...(list?.querySelectorAll(tag) ?? [])].map((one) => one.textContent);
  return words("dt").map((name, at) => [name, words("dd")[at]]);
};
const send = () => screen.getByRole("button", { name: "Close the pilot and open the lesson" });

beforeEach(() => localStorage.clear());

describe("closing a pilot", () => {
  test("sends the chosen kinds in their order, and nothing for the others", async () => {
    const heard = serve({ [POST]: [201, CLOSED] });
    const user = userEvent.setup();
    const done = vi.fn();
    await showInApp(() => <Conclusion pilot={aPilot({ state: "stopped" })} onDone={done} />);

    await user.click(screen.getByRole("checkbox", { name: "Avoided cost" }));
    await user.click(screen.getByRole("checkbox", { name: "Quality" }));
    const quality = screen.getByRole("group", { name: "Quality" });
    await user.selectOptions(within(quality).getByLabelText("How much?"), "Somewhat better");
    await user.type(within(quality).getByLabelText("How do you know?"), "Fewer mistakes");
    await user.click(screen.getByRole("checkbox", { name: "Efficiency" }));
    await user.click(screen.getByRole("checkbox", { name: "Efficiency" }));
    await user.type(screen.getByLabelText(/^What did it really bring/), "Two days");
    await user.click(send());

    await waitFor(() => expect(done).toHaveBeenCalled());
    expect(heard[0]?.body).toMatchObject({
      actual_effect: "Two days",
      performance: null,
      value_entries: [
        { kind: "quality", score: 1, words: "Fewer mistakes" },
        { kind: "avoided_cost", score: null, words: "" },
      ],
    });
  });

  test("asks for the actual effect beside the promised one", async () => {
    serve({});
    const pilot = aPilot({ state: "stopped", promised_effect: "An hour less a week.", money_asked: 4000 });
    await showInApp(() => <Conclusion pilot={pilot} onDone={vi.fn()} />);

    const asked = screen.getByLabelText(/^What did it really bring/);
    const hint = document.getElementById(asked.getAttribute("aria-describedby") ?? "");
    expect(hint?.textContent).toBe("Promised for €4,000: An hour less a week. Others read your answer beside it.");
  });

  test("a refusal stands at its kind, with the focus on it", async () => {
    serve({ [POST]: [422, { code: "invalid", details: { "value_entries.0.score": ["Say how much."] } }] });
    const user = userEvent.setup();
    await showInApp(() => <Conclusion pilot={aPilot({ state: "stopped" })} onDone={vi.fn()} />);
    await user.click(screen.getByRole("checkbox", { name: "Political goals" }));
    await user.click(send());

    const score = within(screen.getByRole("group", { name: "Political goals" })).getByLabelText("How much?");
    await waitFor(() => expect(document.activeElement).toBe(score));
    expect(score.getAttribute("aria-invalid")).toBe("true");
    expect(screen.getByRole("link", { name: "Political goals, score: Say how much." })).toBeTruthy();
  });

  test("the summary names kind and field, and leads to it", async () => {
    const fill = ["Please fill this in."];
    const details = { "value_entries.0.score": fill, "value_entries.0.words": fill, value_entries: ["At most seven."] };
    serve({ [POST]: [422, { code: "invalid", details }] });
    const user = userEvent.setup();
    await showInApp(() => <Conclusion pilot={aPilot({ state: "stopped" })} onDone={vi.fn()} />);
    await user.click(screen.getByRole("checkbox", { name: "Quality" }));
    await user.click(send());

    const links = within(await screen.findByRole("alert", { name: "What has to be put right" })).getAllByRole("link");
    expect(links.map((link) => link.textContent)).toEqual([
      "Kinds of value: At most seven.",
      "Quality, score: Please fill this in.",
      "Quality, how you know: Please fill this in.",
    ]);
    await user.click(links[2] as HTMLElement);
    const words = within(screen.getByRole("group", { name: "Quality" })).getByLabelText("How do you know?");
    expect(document.activeElement).toBe(words);
  });

  test("what was typed for a kind stays while others come and go", () => {
    const typed = [{ kind: "efficiency", score: "1", words: "Faster" } as const];

    expect(chosenEntries(typed, ["value_for_business", "efficiency", "quality"])).toEqual([
      { kind: "quality", score: "", words: "" },
      typed[0],
      { kind: "value_for_business", score: "", words: "" },
    ]);
  });
});

describe("what became of it", () => {
  test("tells kinds and effect, and does not call a loss an innovation", async () => {
    await showInApp(() => <Worth pilot={CLOSED} lesson={null} />);

    expect(screen.getByText("Avoided cost")).toBeTruthy();
    expect(screen.getByText("No second visit.", { exact: false })).toBeTruthy();
    expect(screen.getByText("Saved €4,000.")).toBeTruthy();
    expect(document.body.textContent?.toLowerCase()).not.toContain("innovation");
  });

  test("sets the promise beside the actual effect, and says so where the team told none", async () => {
    const promised = { ...CLOSED, promised_effect: "An hour less a week.", money_asked: 4000 };
    const silent = { ...promised, value: { performance: 1, quality_of_work: 0, explanation: "", actual_effect: "" } };
    await showInApp(() => (
      <>
        <Worth pilot={promised} lesson={null} />
        <Worth pilot={silent} lesson={null} />
      </>
    ));

    expect(facts(0)).toEqual([
      ["Promised effect", "An hour less a week. (€4,000)"],
      ["Actual effect", "Saved €4,000."],
    ]);
    expect(facts(1)[1]).toEqual(["Actual effect", "The team did not say."]);
  });

  test("says the word where the server says it is one", async () => {
    await showInApp(() => <Worth pilot={{ ...CLOSED, innovation: true }} lesson={null} />);

    expect(screen.getByText("Innovation: its value is recorded")).toBeTruthy();
  });
});
