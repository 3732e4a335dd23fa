import type { Editor } from "@tiptap/core";
import { roomBelow } from "./below";

/** One more check item at the end: in the last list where the document ends with one, in a list of its own otherwise. */
export function putTask(editor: Editor, words: string): void {
  const { doc } = editor.state;
  const item = { type: "taskItem", content: [{ type: "paragraph", content: [{ type: "text", text: words }] }] };
  const last = doc.lastChild;
  const empty = last?.type.name === "paragraph" && last.content.size === 0 ? last : null;
  const end = doc.content.size - (empty?.nodeSize ?? 0);
  const list = doc.resolve(end).nodeBefore?.type.name === "taskList";
  editor
    .chain()
    .insertContentAt(list ? end - 1 : end, list ? item : { type: "taskList", content: [item] }, {
      updateSelection: false,
    })
    .command(roomBelow)
    .run();
}
