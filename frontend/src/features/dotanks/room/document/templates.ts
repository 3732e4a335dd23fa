import type { Editor, JSONContent } from "@tiptap/core";
import type { components } from "../../../../api/schema";
import { roomBelow } from "./below";

export type Template = components["schemas"]["TemplateAnswer"];
type Block = components["schemas"]["TemplateBlock"];

/** Puts the blocks after the one in which the caret stands, or in its place when that is empty. */
export function putTemplate(editor: Editor, blocks: readonly Block[]): void {
  const { $from } = editor.state.selection;
  const block = $from.depth > 0 ? $from.node(1) : null;
  const end = block ? $from.after(1) : $from.pos;
  const start = block?.isTextblock && block.content.size === 0 ? $from.before(1) : end;
  editor.chain().focus().insertContentAt({ from: start, to: end }, blocks.map(asContent)).command(roomBelow).run();
}

function asContent(block: Block): JSONContent {
  switch (block.kind) {
    case "heading":
      return { ...paragraph(block.text), type: "heading", attrs: { level: Math.max(2, block.level) } };
    case "bullets":
      return { type: "bulletList", content: block.items.map((item) => inside("listItem", item)) };
    case "checks":
      return { type: "taskList", content: block.items.map((item) => inside("taskItem", item)) };
    case "grid":
      return {
        type: "table",
        content: block.rows.map((row, number) => ({
          type: "tableRow",
          content: row.map((words) => inside(number > 0 ? "tableCell" : "tableHeader", words)),
        })),
      };
    default:
      return paragraph(block.text, block.italic);
  }
}

const inside = (type: string, words: string): JSONContent => ({ type, content: [paragraph(words)] });

const paragraph = (words: string, italic = false): JSONContent => ({
  type: "paragraph",
  content: words ? [{ type: "text", text: words, ...(italic && { marks: [{ type: "italic" }] }) }] : [],
});
