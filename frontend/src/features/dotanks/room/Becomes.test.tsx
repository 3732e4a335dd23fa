import { act, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Editor } from "@tiptap/core";
import { Paragraph } from "@tiptap/extension-paragraph";
import { Text } from "@tiptap/extension-text";
import { afterEach, expect, test } from "vitest";
import { serve, showInApp } from "../../../lib/testing/app";
import { Becomes, InRoom } from "./Becomes";
import { pageNodes } from "./document/nodes";
import { putTask } from "./document/putTask";
import { takesTasks } from "./document/tasks";

const where = { room: "r1", language: "en" as const, writes: true };
const made: Editor[] = [];

function open(content: string): Editor {
  const editor = new Editor({
    element: document.body.appendChild(document.createElement("div")),
    injectCSS: false,
    extensions: [
      ...pageNodes({ labelOf: () => "", factsOf: () => "" }, { addressOf: () => "", onFiles: () => undefined }),
      Paragraph,
      Text,
    ],
    content,
  });
  made.push(editor);
  return editor;
}

const kinds = (editor: Editor) => editor.getJSON().content?.map((one) => one.type);

afterEach(() => {
  for (const editor of made.splice(0)) act(() => editor.destroy());
  document.body.replaceChildren();
});

test("with one press a note is a problem, a task at the end of the document, a part of the lesson", async () => {
  const user = userEvent.setup();
  const heard = serve({ "POST /api/problems/": [201, { id: "p1" }], "POST /api/rooms/r1/for-lesson/": [200, {}] });
  const editor = open("<p>Our plan</p>");
  const end = takesTasks((words) => putTask(editor, words));
  await showInApp(() => (
    <InRoom value={where}>
      <Becomes words="One list" />
    </InRoom>
  ));

  await user.click(await screen.findByRole("button", { name: /Make a task of: One list$/ }));
  expect(screen.getByText("It is a task at the end of the document now.")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: /Make a task of: One list$/ }));
  await user.click(screen.getByRole("button", { name: /Keep for the lesson: One list$/ }));
  expect(await screen.findByText("Kept for the lesson")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: /Draft a problem from: One list$/ }));
  expect(await screen.findByRole("link", { name: "Go to the draft" })).toBeTruthy();

  expect(kinds(editor)).toEqual(["paragraph", "taskList", "paragraph"]);
  expect(editor.getText()).toContain("One list");
  expect(heard.map((one) => one.body)).toEqual([
    { words: "One list" },
    { title: "One list", situation: "One list", language: "en" },
  ]);
  expect(editor.getText().match(/One list/g)).toHaveLength(1);
  end();
});

test("several tasks stand in one list, and the paragraph below stays", () => {
  const editor = open("<p>Our plan</p>");
  for (const words of ["Ask", "Count", "Tell"]) putTask(editor, words);

  expect(kinds(editor)).toEqual(["paragraph", "taskList", "paragraph"]);
  expect(editor.getJSON().content?.[1]?.content).toHaveLength(3);
});

test("where no document is open for writing, no task is promised", async () => {
  const user = userEvent.setup();
  await showInApp(() => (
    <InRoom value={where}>
      <Becomes words="One list" />
    </InRoom>
  ));

  await user.click(await screen.findByRole("button", { name: /Make a task of: One list$/ }));

  expect(screen.getByText("The document cannot be written in just now.")).toBeTruthy();
});
