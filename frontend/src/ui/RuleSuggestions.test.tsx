import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, test } from "vitest";
import { serve, showInApp } from "../lib/testing/app";
import { RuleSuggestions } from "./RuleSuggestions";

const rule = (id: string, name: string, naming: number) => ({
  ...{ id, name, naming, language: "en", kind: "own_rule", kind_words: "An organisation's own rule" },
  ...{ owner_words: "", last_fate: null, last_fate_words: "" },
});
const PATH = "GET /api/rules/suggestions/";

function Typing({ besides }: { besides?: string }) {
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <>
      <label>
        Rule
        <input value={typed} onChange={(event) => setTyped(event.target.value)} />
      </label>
      <RuleSuggestions typed={typed} chosen={chosen} onChoose={setChosen} besides={besides} />
    </>
  );
}

test("offers what is in the register once typing pauses, and keeps what is chosen", async () => {
  const user = userEvent.setup();
  const heard = serve({
    [PATH]: [200, [rule("a", "Travel rules, article 12", 3), rule("b", "Travel budget", 1)]],
    "GET /api/rules/a/": [200, rule("a", "Travel rules, article 12", 3)],
  });
  await showInApp(() => <Typing />);

  await user.type(screen.getByLabelText("Rule"), "travel rules");
  expect(await screen.findByText("2 rules like this are in the register. Is it one of them?")).toBeDefined();
  expect(heard).toHaveLength(1);
  expect(screen.getByText(/3 problems name it/)).toBeDefined();
  await user.click(screen.getByRole("button", { name: "It is this one: Travel rules, article 12" }));

  expect((await screen.findByText("Travel rules, article 12")).tagName).toBe("STRONG");
  expect(document.activeElement?.textContent).toContain("Travel rules, article 12");
  expect(screen.queryByRole("list")).toBeNull();
  await user.click(screen.getByRole("button", { name: "It is another one" }));
  expect(await screen.findByRole("button", { name: "It is this one: Travel budget" })).toBeDefined();
});

test("a word or two asks nothing, and an entry is never offered to itself", async () => {
  const user = userEvent.setup();
  const heard = serve({ [PATH]: [200, [rule("a", "Travel rules", 0)]] });
  await showInApp(() => <Typing besides="a" />);

  await user.type(screen.getByLabelText("Rule"), "tra");
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(heard).toHaveLength(0);
  await user.type(screen.getByLabelText("Rule"), "vel");
  await expect.poll(() => heard.length).toBe(1);
  expect(screen.queryByRole("button")).toBeNull();
});

test("when suggestions are away, typing goes on undisturbed", async () => {
  const user = userEvent.setup();
  serve({ [PATH]: [503, { code: "unavailable", detail: "Later" }] });
  await showInApp(() => <Typing />);

  await user.type(screen.getByLabelText("Rule"), "travel rules");
  await new Promise((resolve) => setTimeout(resolve, 500));

  expect(screen.queryByText("Later")).toBeNull();
  expect(screen.getByLabelText<HTMLInputElement>("Rule").value).toBe("travel rules");
});
