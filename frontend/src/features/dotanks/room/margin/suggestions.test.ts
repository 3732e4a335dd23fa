import { describe, expect, test } from "vitest";
import { Deletion, Insertion, Suggestions } from "./Suggestions";
import { AS_IT_IS, type By, settled, suggestionsIn } from "./suggesting";
import { together, type Writer } from "./testing/together";

const people = ["11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"] as const;

function both(html = "<p>One form needs three signatures.</p>"): [Writer, Writer] {
  let number = 0;
  const writers = together(() => [Insertion, Deletion, Suggestions.configure({ me: people[number++] ?? "" })]);
  writers[0].editor.commands.setContent(html);
  for (const { editor } of writers) editor.storage.suggestions.on = true;
  return writers;
}

const list = ({ editor }: Writer) =>
  suggestionsIn(editor.state.doc).map(({ person, added, removed }) => [
    people.indexOf(person as never),
    added,
    removed,
  ]);

function select({ editor }: Writer, words: string, end = false): void {
  editor.state.doc.descendants((node, pos) => {
    const at = node.isText ? (node.text ?? "").indexOf(words) : -1;
    if (at >= 0)
      editor.commands.setTextSelection({ from: pos + at + (end ? words.length : 0), to: pos + at + words.length });
  });
}

const type = ({ editor }: Writer, text: string) => {
  for (const letter of text) editor.view.dispatch(editor.state.tr.insertText(letter));
};
const key = ({ editor }: Writer, name: "deleteSelection" | "backspace") => {
  const { from, empty } = editor.state.selection;
  editor.view.dispatch(
    empty && name === "backspace" ? editor.state.tr.delete(from - 1, from) : editor.state.tr.deleteSelection(),
  );
};
const settle = ({ editor }: Writer, which: (by: By) => boolean, accept: boolean) =>
  editor.view.dispatch(settled(editor.state, which, accept));
const text = ({ editor }: Writer) => editor.getText({ blockSeparator: "|" });

describe("suggesting", () => {
  test("a word typed over another is one suggestion, seen by the other under its person", () => {
    const [mia, chris] = both();
    select(mia, "three");
    type(mia, "two");

    expect(list(chris)).toEqual([[0, "two", "three"]]);
    expect(text(chris)).toBe("One form needs threetwo signatures.");
    expect(chris.editor.view.dom.querySelector("del.suggested")?.textContent).toBe("three");
    expect(chris.editor.view.dom.querySelector("ins.suggested")?.textContent).toBe("two");
  });

  test("is accepted or refused, by either, and leaves no marks", () => {
    for (const [accept, left] of [
      [true, "One form needs two signatures."],
      [false, "One form needs three signatures."],
    ] as const) {
      const [mia, chris] = both();
      select(mia, "three");
      type(mia, "two");
      settle(chris, () => true, accept);
      expect([text(mia), text(chris)]).toEqual([left, left]);
      expect(list(mia)).toEqual([]);
    }
  });

  test("backspace marks letter by letter, and takes back what I added myself", () => {
    const [mia] = both();
    select(mia, "form", true);
    for (let times = 0; times < 4; times++) key(mia, "backspace");
    expect(list(mia)).toEqual([[0, "", "form"]]);

    type(mia, "sheet");
    for (let times = 0; times < 5; times++) key(mia, "backspace");
    expect(list(mia)).toEqual([[0, "", "form"]]);
    expect(text(mia)).toBe("One form needs three signatures.");
  });

  test("of two people in one sentence stay apart, and all of one can be refused", () => {
    const [mia, chris] = both();
    select(mia, "three");
    type(mia, "two");
    select(chris, "form");
    type(chris, "sheet");
    select(chris, "two", true);
    type(chris, "!");
    expect(list(mia)).toEqual([
      [1, "sheet", "form"],
      [0, "two", "three"],
      [1, "!", ""],
    ]);

    settle(mia, (by) => by.person === people[1], false);
    expect(list(chris)).toEqual([[0, "two", "three"]]);
    expect(text(chris)).toBe("One form needs threetwo signatures.");
  });

  test("survive what both wrote while apart", () => {
    const [mia, chris] = both();
    mia.offline(true);
    select(mia, "three");
    type(mia, "two");
    chris.editor.storage.suggestions.on = false;
    select(chris, "One");
    type(chris, "A");
    mia.offline(false);

    expect(text(mia)).toBe(text(chris));
    expect(list(chris)).toEqual([[0, "two", "three"]]);
    expect(text(chris)).toBe("A form needs threetwo signatures.");
  });

  test("what is typed as it is inside a suggestion belongs to none", () => {
    const [mia, chris] = both();
    select(mia, "three");
    type(mia, "two");
    chris.editor.storage.suggestions.on = false;
    select(chris, "tw", true);
    type(chris, "x");
    settle(mia, () => true, false);

    expect(text(chris)).toBe("One form needs threex signatures.");
  });

  test("a paragraph that was only added goes when it is refused, one that was only removed when it is accepted", () => {
    const [mia, chris] = both("<p>First.</p><p>Second.</p>");
    let said = 0;
    mia.editor.storage.suggestions.atOnce = () => said++;
    select(mia, "Second.", true);
    mia.editor.commands.splitBlock();
    expect(said).toBe(1);
    type(mia, "Third.");
    expect(text(chris)).toBe("First.|Second.|Third.");
    settle(chris, () => true, false);
    expect(text(mia)).toBe("First.|Second.");

    select(chris, "First.");
    key(chris, "deleteSelection");
    expect(text(chris)).toBe("First.|Second.");
    settle(mia, () => true, true);
    expect(text(chris)).toBe("Second.");
  });

  test("bold and new paragraphs are made at once, and say so", () => {
    const [mia, chris] = both();
    let said = 0;
    mia.editor.storage.suggestions.atOnce = () => said++;
    select(mia, "three");
    mia.editor.commands.toggleMark("bold");

    expect(said).toBe(1);
    expect(chris.editor.view.dom.querySelector("strong")?.textContent).toBe("three");
    expect(list(chris)).toEqual([]);
  });

  test("nobody's change passes unmarked but what settles", () => {
    const [mia] = both();
    mia.editor.view.dispatch(mia.editor.state.tr.insertText("x", 1).setMeta(AS_IT_IS, true));

    expect(list(mia)).toEqual([]);
  });
});
