import { type Extensions, Mark, mergeAttributes, Node, wrappingInputRule } from "@tiptap/core";
import { Document } from "@tiptap/extension-document";
import { TaskList } from "@tiptap/extension-list";
import { TableCell } from "@tiptap/extension-table/cell";
import { TableHeader } from "@tiptap/extension-table/header";
import { TableRow } from "@tiptap/extension-table/row";
import { Table } from "@tiptap/extension-table/table";
import { addressOf } from "./address";
import { RoomBelow } from "./below";
import { CheckItem, type CheckItemOptions } from "./checkItem";
import { Picture, type PictureOptions } from "./picture";

// What is written here must be what dotanks/live/shapes.py allows: everything else is refused on its way.

/** Tables and quotes stand in the document itself, never in a list or in a cell. */
const Page = Document.extend({ content: "(block | section)+" });

const spans = {
  colspan: { default: 1, parseHTML: (cell: HTMLElement) => between(cell.getAttribute("colspan")) },
  rowspan: { default: 1, parseHTML: (cell: HTMLElement) => between(cell.getAttribute("rowspan")) },
};

const between = (value: string | null) => Math.min(20, Math.max(1, Math.trunc(Number(value)) || 1));

/** No widths: the security policy allows no style attributes, and a table fits its page by itself. */
const PlainTable = Table.extend({
  group: "section",
  renderHTML: ({ HTMLAttributes }) => ["table", HTMLAttributes, ["tbody", 0]],
});

const Quote = Node.create({
  name: "blockquote",
  group: "section",
  content: "block+",
  defining: true,
  parseHTML: () => [{ tag: "blockquote" }],
  renderHTML: ({ HTMLAttributes }) => ["blockquote", HTMLAttributes, 0],
  addKeyboardShortcuts() {
    return { "Mod-Shift-b": () => this.editor.commands.toggleWrap(this.name) };
  },
  addInputRules() {
    return [wrappingInputRule({ find: /^\s*>\s$/, type: this.type })];
  },
});

const LineBreak = Node.create({
  name: "hardBreak",
  group: "inline",
  inline: true,
  selectable: false,
  linebreakReplacement: true,
  parseHTML: () => [{ tag: "br" }],
  renderHTML: () => ["br"],
  renderText: () => "\n",
  addKeyboardShortcuts() {
    return { "Shift-Enter": () => this.editor.commands.insertContent({ type: this.name }) };
  },
});

const Strike = Mark.create({
  name: "strike",
  parseHTML: () => [{ tag: "s" }, { tag: "del" }],
  renderHTML: ({ HTMLAttributes }) => ["s", HTMLAttributes, 0],
  addKeyboardShortcuts() {
    return { "Mod-Shift-s": () => this.editor.commands.toggleMark(this.name) };
  },
});

const Link = Mark.create({
  name: "link",
  priority: 1000,
  inclusive: false,
  addAttributes: () => ({ href: { default: null } }),
  parseHTML: () => [
    { tag: "a[href]", getAttrs: (link) => (addressOf(link.getAttribute("href") ?? "") ? null : false) },
  ],
  renderHTML: ({ HTMLAttributes }) => [
    "a",
    mergeAttributes(
      { rel: "noopener noreferrer", target: "_blank" },
      { href: addressOf(String(HTMLAttributes.href ?? "")) },
    ),
    0,
  ],
});

/** Everything besides paragraphs, headings, plain lists, bold and italic. */
export const pageNodes = (check: CheckItemOptions, picture: PictureOptions): Extensions => [
  Page,
  PlainTable.configure({ resizable: false }),
  TableRow,
  TableCell.extend({ content: "block+", addAttributes: () => spans }),
  TableHeader.extend({ content: "block+", addAttributes: () => spans }),
  TaskList.extend({ content: "taskItem+" }),
  CheckItem.configure(check),
  Picture.configure(picture),
  Quote,
  LineBreak,
  Strike,
  Link,
  RoomBelow,
];
