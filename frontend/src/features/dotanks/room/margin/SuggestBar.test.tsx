import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, test } from "vitest";
import { serve, showInApp } from "../../../../lib/testing/app";
import type { PartProps } from "../parts";
import { shows } from "./open";
import { SuggestBar } from "./SuggestBar";
import { Deletion, Insertion, Suggestions } from "./Suggestions";
import SuggestionsPart from "./SuggestionsPart";
import { together, type Writer } from "./testing/together";

const MIA = "11111111-1111-4111-8111-111111111111";
const CHRIS = "22222222-2222-4222-8222-222222222222";
const person = (id: string, name: string) => ({ id, name, organisation: "", job_title: "" });
const props = { dotank: { room_id: "r", abilities: { write_room: true } }, me: { id: CHRIS } } as PartProps;

let mia: Writer;
let chris: Writer;

async function show() {
  serve({
    "GET /api/rooms/r/people/": [200, [person(MIA, "Mia Member"), person(CHRIS, "Chris")]],
  });
  const ids = [MIA, CHRIS];
  [mia, chris] = together(() => [Insertion, Deletion, Suggestions.configure({ me: ids.shift() ?? "" })]);
  mia.editor.commands.setContent("<p>Three stamps.</p>");
  mia.editor.storage.suggestions.on = true;
  mia.editor.commands.setTextSelection({ from: 1, to: 6 });
  for (const letter of "One") mia.editor.view.dispatch(mia.editor.state.tr.insertText(letter));
  shows("r", chris.editor, chris.fragment);
  const screenOf = () => (
    <>
      <SuggestBar room="r" editor={chris.editor} mayWrite />
      <SuggestionsPart {...props} />
    </>
  );
  await showInApp(screenOf, "/dotanks/$id/room");
}

describe("suggestions on the screen", () => {
  beforeEach(() => localStorage.clear());

  test("stand under their person, with words and colour in the text, and are accepted in the list", async () => {
    const user = userEvent.setup();
    await show();
    const list = await screen.findByRole("region", { name: "Suggestions of Mia Member" });
    expect(list.textContent).toContain("Mia Member: “One” instead of “Three”");
    await waitFor(() => expect(chris.editor.view.dom.querySelector(".suggested-name")?.textContent).toBe("Mia Member"));
    expect(chris.editor.view.dom.querySelector("ins")?.textContent).toBe("One");
    expect(chris.editor.view.dom.querySelector("ins [aria-description], [aria-description] ins")).toBeTruthy();

    await user.click(within(list).getByRole("button", { name: "Accept" }));

    expect([mia, chris].map(({ editor }) => editor.getText())).toEqual(["One stamps.", "One stamps."]);
    expect(document.activeElement?.textContent).toBe("Suggestions");
    expect(screen.getByText(/^No open suggestions/)).toBeTruthy();
  });

  test("the one at the caret is refused above the text", async () => {
    const user = userEvent.setup();
    await show();
    chris.editor.commands.setTextSelection(3);
    const [refuse] = await screen.findAllByRole("button", { name: "Refuse" });
    if (refuse) await user.click(refuse);

    expect(mia.editor.getText()).toBe("Three stamps.");
  });

  test("are switched on for oneself, said, and remembered on this device", async () => {
    const user = userEvent.setup();
    await show();
    const button = screen.getByRole("button", { name: "Suggest changes" });
    expect(button.getAttribute("aria-pressed")).toBe("false");
    await user.click(button);

    expect(button.getAttribute("aria-pressed")).toBe("true");
    expect(screen.getByText("What you change is now a suggestion")).toBeTruthy();
    expect(chris.editor.storage.suggestions.on).toBe(true);
    expect(localStorage.getItem("dtn.suggesting")).toBe("true");
  });
});
