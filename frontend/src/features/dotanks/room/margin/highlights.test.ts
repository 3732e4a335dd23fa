import { describe, expect, test } from "vitest";
import { placeOf } from "./anchors";
import { Highlights, marginKey, threadsAt } from "./highlights";
import { orderOf } from "./open";
import { together, type Writer } from "./testing/together";

const both = () => {
  const [mia, chris] = together((fragment) => [Highlights.configure({ fragment })]);
  write(mia, "<p>One form needs three signatures today.</p><p>Nobody knows why.</p>");
  return [mia, chris] as const;
};

const write = ({ editor }: Writer, html: string) => editor.commands.setContent(html);

function find({ editor }: Writer, words: string): { from: number; to: number } {
  let found = { from: 0, to: 0 };
  editor.state.doc.descendants((node, pos) => {
    const at = node.isText ? (node.text ?? "").indexOf(words) : -1;
    if (at >= 0) found = { from: pos + at, to: pos + at + words.length };
  });
  return found;
}

function comment(by: Writer, words: string, ...read: Writer[]) {
  const { from, to } = find(by, words);
  const place = placeOf(by.fragment, by.editor.state.doc, from, to);
  if (!place) throw new Error(`no place for ${words}`);
  for (const { editor } of [by, ...read])
    editor.view.dispatch(editor.state.tr.setMeta(marginKey, { hung: [{ id: words, ...place, words: "Comment" }] }));
  return place;
}

const marked = ({ editor }: Writer) =>
  [...editor.view.dom.querySelectorAll(".commented")].map((mark) => mark.textContent).join("|");

const typeAt = ({ editor }: Writer, pos: number, text: string) =>
  editor.view.dispatch(editor.state.tr.insertText(text, pos));

describe("the place of a comment", () => {
  test("is marked for everybody, with words for a screen reader", () => {
    const [mia, chris] = both();
    const place = comment(mia, "three signatures", chris);

    expect(place.quote).toBe("three signatures");
    expect([marked(mia), marked(chris)]).toEqual(["three signatures", "three signatures"]);
    const mark = chris.editor.view.dom.querySelector(".commented");
    expect([mark?.tagName, mark?.getAttribute("aria-description")]).toEqual(["MARK", "Comment"]);
  });

  test("moves with the text when somebody writes before, in and after it", () => {
    const [mia, chris] = both();
    comment(mia, "three signatures", chris);
    typeAt(chris, 1, "Look: ");
    typeAt(mia, find(mia, "signatures").from, "long ");
    typeAt(chris, find(chris, "signatures").to, " and a stamp");
    typeAt(mia, find(mia, "three").from, "exactly ");

    expect([marked(mia), marked(chris)]).toEqual(["three long signatures", "three long signatures"]);
  });

  test("survives what both wrote while apart", () => {
    const [mia, chris] = both();
    comment(mia, "three signatures", chris);
    mia.offline(true);
    typeAt(mia, 1, "Offline: ");
    typeAt(chris, find(chris, "three").from, "about ");
    chris.editor.commands.insertContentAt(0, "<p>A new beginning.</p>");
    mia.offline(false);

    expect([marked(mia), marked(chris)]).toEqual(["three signatures", "three signatures"]);
  });

  test("is found at the very first letter, and over two paragraphs", () => {
    const [mia, chris] = both();
    comment(mia, "One", chris);
    typeAt(chris, find(chris, "form").from, "long ");
    expect(marked(mia)).toBe("One");

    const { from } = find(mia, "today");
    const { to } = find(mia, "Nobody");
    const place = placeOf(mia.fragment, mia.editor.state.doc, from, to);
    expect(place?.quote).toBe("today. Nobody");
    chris.editor.view.dispatch(chris.editor.state.tr.setMeta(marginKey, { hung: [{ id: "x", ...place, words: "" }] }));
    expect(marked(chris)).toBe("today.|Nobody");
  });

  test("is gone with its text, and stays gone when somebody writes there", () => {
    const [mia, chris] = both();
    comment(mia, "three signatures", chris);
    const { from, to } = find(chris, "three signatures");
    chris.editor.commands.deleteRange({ from, to });
    expect([marked(mia), marked(chris)]).toEqual(["", ""]);
    expect([orderOf(mia.editor), orderOf(chris.editor)]).toEqual(["-three signatures", "-three signatures"]);

    typeAt(chris, from, "a stamp");
    typeAt(mia, 1, "So: ");
    expect([marked(mia), marked(chris)]).toEqual(["", ""]);
  });

  test("is found where the caret is, and keeps the order of the text", () => {
    const [mia] = both();
    const hung = ["why", "form", "needs"].map((words) => {
      const { from, to } = find(mia, words);
      const place = placeOf(mia.fragment, mia.editor.state.doc, from, to);
      return { id: words, start: place?.start ?? null, end: place?.end ?? null, words };
    });
    mia.editor.view.dispatch(mia.editor.state.tr.setMeta(marginKey, { hung }));
    expect(orderOf(mia.editor)).toBe("form needs why");

    mia.editor.commands.setTextSelection(find(mia, "needs").from + 2);
    expect(threadsAt(mia.editor.state)).toEqual(["needs"]);
  });

  test("that cannot be read is no place, and breaks nothing", () => {
    const [mia] = both();
    const hung = [
      { id: "a", start: "AAAA", end: "////", words: "" },
      { id: "b", start: "not base64", end: "", words: "" },
      { id: "c", start: null, end: null, words: "" },
    ];
    mia.editor.view.dispatch(mia.editor.state.tr.setMeta(marginKey, { hung }));

    expect(marked(mia)).toBe("");
    expect(placeOf(mia.fragment, mia.editor.state.doc, 1, 1)).toBeNull();
  });
});
