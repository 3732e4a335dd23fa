import { act, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Editor, type JSONContent } from "@tiptap/core";
import { Bold } from "@tiptap/extension-bold";
import { Heading } from "@tiptap/extension-heading";
import { Italic } from "@tiptap/extension-italic";
import { BulletList, ListItem, OrderedList } from "@tiptap/extension-list";
import { Paragraph } from "@tiptap/extension-paragraph";
import { Text } from "@tiptap/extension-text";
import { useState } from "react";
import { afterEach, describe, expect, test } from "vitest";
import { showInApp } from "../../../lib/testing/app";
import { addressOf } from "./document/address";
import { pageNodes } from "./document/nodes";
import { putPicture } from "./document/picture";
import { putTemplate } from "./document/templates";
import { Toolbar } from "./Toolbar";

let editor: Editor;
const sent: File[] = [];
const ADA = { id: "11111111-2222-4333-8444-555555555555", name: "Ada Desk" };

const content = () => (editor.getJSON() as JSONContent).content ?? [];

async function show(content: string, refusedAtFirst: { name: string; error: unknown } | null = null) {
  const place = document.createElement("div");
  document.body.append(place);
  editor = new Editor({
    element: place,
    injectCSS: false,
    // jsdom lays nothing out, so there is nowhere to scroll to.
    editorProps: { handleScrollToSelection: () => true },
    extensions: [
      ...pageNodes(
        { labelOf: (text) => `Done: ${text}`, factsOf: ({ assignee, due }) => `${assignee ?? ""} ${due ?? ""}`.trim() },
        { addressOf: (id) => `/file/${id}`, onFiles: (files) => sent.push(...files) },
      ),
      Paragraph,
      Text,
      Bold,
      Italic,
      Heading.configure({ levels: [2, 3] }),
      BulletList,
      OrderedList,
      ListItem,
    ],
    content,
  });
  await showInApp(() => {
    const [refused, setRefused] = useState(refusedAtFirst);
    const upload = { send: async () => undefined, sending: null, refused, forget: () => setRefused(null) };
    return <Toolbar editor={editor} room="r" people={[ADA]} upload={upload} />;
  });
  return userEvent.setup();
}

afterEach(() => {
  act(() => editor.destroy());
  document.body.replaceChildren();
});

describe("the tools of the document", () => {
  test("are one stop for Tab, arrows move between them, and pressed ones say so", async () => {
    const user = await show("<p>One</p>");
    const bold = screen.getByRole("button", { name: "Bold" });
    const stops = screen.getAllByRole("button").filter((button) => button.tabIndex === 0);
    expect(stops).toEqual([bold]);
    act(() => bold.focus());
    await user.keyboard("{ArrowLeft}");
    expect(document.activeElement).toBe(screen.getByRole("button", { name: "Redo" }));
    await user.keyboard("{ArrowRight}{Enter}");
    expect(bold.getAttribute("aria-pressed")).toBe("true");
    expect(bold.getAttribute("aria-keyshortcuts")).toBe("Control+B");
  });

  test("put a table in, and offer its rows and columns only there", async () => {
    const user = await show("<p>One</p>");
    expect(screen.queryByRole("toolbar", { name: "Table" })).toBeNull();
    await user.click(screen.getByRole("button", { name: "Put in a table" }));
    const table = await screen.findByRole("toolbar", { name: "Table" });
    await user.click(screen.getByRole("button", { name: "Column after" }));
    await user.click(screen.getByRole("button", { name: "Remove row" }));
    expect(table).toBeTruthy();
    const rows = (content().find((one) => one.type === "table")?.content ?? []) as JSONContent[];
    expect(rows.map((row) => row.content?.length)).toEqual([4, 4]);
    expect(Object.keys(rows[0]?.content?.[0]?.attrs ?? {})).toEqual(["colspan", "rowspan"]);
    expect(document.querySelector("[style]:not(.ProseMirror *)")).toBeNull();
    await user.click(screen.getByRole("button", { name: "Remove table" }));
    expect(editor.isActive("table")).toBe(false);
  });

  test("say who does a check item and by when", async () => {
    const user = await show("<p>Ask the desk</p>");
    await user.click(screen.getByRole("button", { name: "Check items" }));
    await user.selectOptions(await screen.findByLabelText("Who does it?"), "Ada Desk");
    await user.type(screen.getByLabelText("By when?"), "2026-12-01");
    const item = content()[0]?.content?.[0];
    expect(item?.attrs).toEqual({ checked: false, assignee: ADA.id, due: "2026-12-01" });
    act(() => void editor.commands.keyboardShortcut("Mod-Enter"));
    expect(screen.getByRole("checkbox", { name: "Done: Ask the desk" })).toHaveProperty("checked", true);
  });

  test("say why a picture was refused until one has read it", async () => {
    const user = await show("<p>One</p>", { name: "map.png", error: new Error("too large") });
    expect(screen.getByRole("alert")).toBeTruthy();

    await user.click(screen.getByRole("button", { name: "Close" }));

    expect(screen.queryByRole("alert")).toBeNull();
    expect(screen.queryByText("map.png")).toBeNull();
  });

  test("put a link that leads somewhere, and refuse one that does not", async () => {
    const user = await show("<p>One</p>");
    await user.click(screen.getByRole("button", { name: "Link" }));
    await user.type(screen.getByLabelText("Where does the link lead?"), "javascript:alert(1){Enter}");
    expect(screen.getByText(/no address of a page/)).toBeTruthy();
    await user.clear(screen.getByLabelText("Where does the link lead?"));
    await user.type(screen.getByLabelText("Where does the link lead?"), "example.org{Enter}");
    expect(editor.getHTML()).toContain('href="https://example.org"');
    expect(screen.queryByLabelText("Where does the link lead?")).toBeNull();
  });
});

test("only pages and mailboxes are addresses", () => {
  expect(addressOf(" example.org/a ")).toBe("https://example.org/a");
  expect(addressOf("HTTPS://Example.org")).toBe("https://Example.org");
  expect(addressOf("ada@desk.example")).toBe("mailto:ada@desk.example");
  for (const wrong of ["", "desk", "javascript:alert(1)", "data:text/html,x", "//x.org", "https://a b", "ftp://x.org"])
    expect(addressOf(wrong)).toBeNull();
});

test("what is pasted brings no picture from elsewhere, no widths and no other links", async () => {
  await show(
    '<p><a href="javascript:x">a</a><img src="https://x.org/spy.png"></p><table style="width:9px"><tr><td colspan="900">b</td></tr></table>',
  );
  const html = editor.getHTML();
  expect(html).not.toMatch(/javascript|spy|style|900/);
  expect(html).toContain('colspan="20"');
});

const kinds = () => content().map((block) => block.type);

describe("below what is put in at the end one can type", () => {
  test("a table, a picture and a template", async () => {
    const user = await show("<p>One</p>");
    editor.commands.focus("end");
    await user.click(screen.getByRole("button", { name: "Put in a table" }));
    expect(kinds()).toEqual(["paragraph", "table", "paragraph"]);

    act(() => {
      editor.commands.setContent("<p></p>");
      putPicture(editor, ADA.id, editor.state.selection.from);
    });
    expect(kinds()).toEqual(["image", "paragraph"]);

    act(() => {
      editor.commands.setContent("<p></p>");
      editor.commands.focus("end");
      putTemplate(editor, [{ kind: "checks", text: "", level: 0, italic: false, items: ["Ask"], rows: [] }]);
    });
    expect(kinds()).toEqual(["taskList", "paragraph"]);
  });
});

describe("a picture", () => {
  test("lands where the caret was, while its writer types on elsewhere", async () => {
    await show("<p>One</p><p>Two</p>");
    act(() => {
      editor.commands.focus("end");
      putPicture(editor, ADA.id, 4);
    });
    expect(kinds()).toEqual(["paragraph", "image", "paragraph"]);
    expect(editor.state.selection.$from.parent.textContent).toBe("Two");
    expect(screen.queryByRole("form", { name: "Picture" })).toBeNull();
  });

  test("goes by key and by its button", async () => {
    const user = await show(`<p>One</p><img data-attachment="${ADA.id}"><p>Two</p>`);
    act(() => void editor.commands.setNodeSelection(5));
    await user.click(screen.getByRole("button", { name: "Remove the picture" }));
    expect(kinds()).toEqual(["paragraph", "paragraph"]);

    act(() => {
      putPicture(editor, ADA.id, 4);
      editor.commands.setNodeSelection(5);
      editor.view.dom.dispatchEvent(new KeyboardEvent("keydown", { key: "Delete", bubbles: true }));
    });
    expect(kinds()).toEqual(["paragraph", "paragraph"]);
  });
});
