import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { show } from "../lib/testing/show";
import { Differences, type LineChange } from "./Differences";

const line = (change: LineChange["change"], more: Partial<LineChange> = {}): LineChange => ({
  change,
  kind: "paragraph",
  level: 0,
  checked: null,
  count: 1,
  stretches: [],
  ...more,
});

test("says in words what was added and removed, not only in colour", () => {
  show(
    <Differences
      lines={[
        line("folded", { kind: "", count: 12 }),
        line("changed", {
          stretches: [
            { change: "same", text: "Send " },
            { change: "removed", text: "three" },
            { change: "added", text: "one" },
          ],
        }),
        line("removed", { stretches: [{ change: "removed", text: "Every trip needs a form." }] }),
        line("added", { kind: "item", checked: true, stretches: [{ change: "added", text: "Ask the desk" }] }),
      ]}
    />,
  );

  const said = screen.getAllByRole("listitem").map((item) => item.textContent);
  expect(said).toEqual([
    "12 lines unchanged",
    expect.stringMatching(/^Changed\s*Send \[removed: three\] \[added: one\] $/),
    expect.stringMatching(/^Removed\s*Every trip needs a form\.$/),
    expect.stringMatching(/^Added\s*☑ Done: Ask the desk$/),
  ]);
});
