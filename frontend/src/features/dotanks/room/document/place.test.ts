import { Editor } from "@tiptap/core";
import { Collaboration } from "@tiptap/extension-collaboration";
import { Document } from "@tiptap/extension-document";
import { Paragraph } from "@tiptap/extension-paragraph";
import { Text } from "@tiptap/extension-text";
import { afterEach, expect, test } from "vitest";
import * as Y from "yjs";
import { keepPlace } from "./place";

const made: Editor[] = [];

function write(doc: Y.Doc): Editor {
  const editor = new Editor({
    injectCSS: false,
    element: document.body.appendChild(document.createElement("div")),
    extensions: [Document, Paragraph, Text, Collaboration.configure({ document: doc, field: "document" })],
  });
  made.push(editor);
  return editor;
}

afterEach(() => {
  for (const editor of made.splice(0)) editor.destroy();
  document.body.replaceChildren();
});

test("a place stays with its words while somebody else writes before it", () => {
  const [mine, theirs] = [new Y.Doc(), new Y.Doc()];
  mine.on("update", (update, origin) => origin !== theirs && Y.applyUpdate(theirs, update, mine));
  theirs.on("update", (update, origin) => origin !== mine && Y.applyUpdate(mine, update, theirs));
  const editor = write(mine);
  const other = write(theirs);
  editor.commands.setContent("<p>One</p><p>Two</p>");
  editor.commands.setTextSelection(7);

  const place = keepPlace(editor);
  other.commands.insertContentAt(1, "Before ");
  editor.commands.setTextSelection(1);

  expect(editor.getText()).toBe("Before One\n\nTwo");
  expect(place()).toBe(14);
});
