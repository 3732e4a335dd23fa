import { act, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import * as Y from "yjs";
import { showInApp } from "../../../../lib/testing/app";
import { Notes } from "./notes";
import type { BoardKind } from "./requests";
import { Surface } from "./Surface";
import { boardOf, LANES, MAP } from "./testing/kinds";

beforeEach(() => {
  localStorage.clear();
  HTMLDialogElement.prototype.showModal = function show() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function close() {
    this.open = false;
    this.dispatchEvent(new Event("close"));
  };
});

async function shown(kind: BoardKind, writes = true) {
  const notes = new Notes(new Y.Doc(), kind);
  const user = userEvent.setup();
  await showInApp(() => <Surface notes={notes} board={boardOf(kind)} writes={writes} />);
  return { notes, user };
}

const face = (text: string) => screen.getByRole("button", { name: new RegExp(`^Idea ${text}`) });
const said = () => screen.getAllByRole("status")[0]?.textContent;

test("a note is written, moved and removed by keys alone, and comes back", async () => {
  const { notes, user } = await shown(LANES);
  await user.click(screen.getByRole("button", { name: "New note" }));
  await user.keyboard("Shorter forms{Escape}");
  expect(document.activeElement).toBe(face("Shorter forms"));
  await user.keyboard("n");
  await user.keyboard("Second{Escape}");

  await user.keyboard("{ArrowUp}");
  expect(said()).toBe("Moved to Worked, 1 of 2");
  expect(document.activeElement).toBe(face("Second"));
  await user.keyboard("{ArrowRight}");
  expect(said()).toBe("Moved to Failed, 1 of 1");
  expect(within(screen.getByRole("region", { name: "Failed" })).getByText("Second")).toBeTruthy();

  await user.keyboard("{Enter}");
  await user.keyboard(" try{Escape}");
  await user.keyboard("{Delete}");
  expect(notes.snapshot().notes.map((note) => note.text)).toEqual(["Shorter forms"]);
  await user.keyboard("{Control>}z{/Control}");
  expect(screen.getByText("Second try")).toBeTruthy();
});

test("a focused note that somebody else moves keeps the focus, so the keys go on", async () => {
  const { notes, user } = await shown(LANES);
  await user.click(screen.getByRole("button", { name: "New note" }));
  await user.keyboard("Shorter forms{Escape}");
  const [note] = notes.snapshot().notes;
  act(() => notes.putInto(note?.id ?? "", "failed"));
  expect(within(screen.getByRole("region", { name: "Failed" })).getByText("Shorter forms")).toBeTruthy();
  expect(document.activeElement).toBe(face("Shorter forms"));
});

test("a note left empty does not stay", async () => {
  const { notes, user } = await shown(LANES);
  await user.click(screen.getByRole("button", { name: "New note" }));
  await user.keyboard("{Escape}");
  expect(notes.snapshot().notes).toEqual([]);
});

test("the list shows the same notes by place, with the same keys, and is remembered", async () => {
  const { notes, user } = await shown(MAP);
  notes.add({ place: "first", text: "Ask the desk" });
  await user.click(await screen.findByRole("button", { name: "Show as list" }));
  const list = screen.getByRole("region", { name: "Do first" });
  expect(within(list).getByText("Ask the desk")).toBeTruthy();

  within(list)
    .getByRole("button", { name: /^Idea Ask the desk/ })
    .focus();
  for (let times = 0; times < 8; times += 1) await user.keyboard("{ArrowRight}");
  expect(said()).toMatch(/^Moved to Plan well\. Effect: 75 of 100, Effort: 5\d of 100$/);
  expect(within(screen.getByRole("region", { name: "Plan well" })).getByText("Ask the desk")).toBeTruthy();
  expect(localStorage.getItem("dtn.board-as-list")).toBe("true");
  await user.keyboard("l");
  expect(screen.getByRole("button", { name: "Show as list" })).toBeTruthy();
});

test("the menu does what dragging does, and colours have words", async () => {
  const { notes, user } = await shown(LANES);
  const one = notes.add({ place: "worked", text: "One" });
  const other = notes.add({ place: "worked", text: "Other" });
  (await screen.findByRole("button", { name: /^Idea One/ })).focus();
  await user.keyboard("m");
  await user.selectOptions(screen.getByLabelText("Move to"), "Puzzled");
  expect(notes.get(one)?.place).toBe("puzzled");
  await user.click(screen.getByLabelText("Worry"));
  await user.type(screen.getByLabelText(/^Group/), "Later");
  await user.selectOptions(screen.getByLabelText("Draw an arrow to"), "Other");
  await user.click(screen.getByRole("button", { name: "Done" }));

  expect(notes.get(one)).toMatchObject({ colour: "pink", group: "Later" });
  expect(notes.snapshot().arrows).toMatchObject([{ from: one, to: other }]);
  expect(screen.getByRole("button", { name: "Worry One Group: Later Leads to: Other" })).toBe(document.activeElement);
});

test("in the menu the caret stands behind the text", async () => {
  const { notes, user } = await shown(LANES);
  notes.add({ place: "worked", text: "Forms are shorter" });
  await user.click(await screen.findByRole("button", { name: "Change “Forms are shorter”" }));

  await user.keyboard(" now");

  expect(notes.snapshot().notes.map((note) => note.text)).toEqual(["Forms are shorter now"]);
});

test("a note that is full says so", async () => {
  const { user } = await shown(LANES);
  await user.click(screen.getByRole("button", { name: "New note" }));
  await user.paste("x".repeat(700));

  expect(screen.getByRole("alert").textContent).toBe("600 characters at most; what goes beyond is left out.");
});

test("who may only read cannot change anything", async () => {
  const { notes, user } = await shown(LANES, false);
  notes.add({ text: "Fixed" });
  expect(screen.queryByRole("button", { name: "New note" })).toBeNull();
  (await screen.findByRole("button", { name: /Fixed/ })).focus();
  await user.keyboard("{ArrowRight}{Delete}n{Enter}");
  expect(notes.snapshot().notes).toMatchObject([{ text: "Fixed", place: "worked" }]);
});
