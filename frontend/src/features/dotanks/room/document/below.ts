import { type Command, Extension } from "@tiptap/core";

/** Puts an empty paragraph at the end where the document would end with something below which nobody can type. */
export const roomBelow: Command = ({ tr, state, dispatch }) => {
  const paragraph = state.schema.nodes.paragraph?.create();
  if (paragraph && tr.doc.lastChild?.type.name !== "paragraph" && dispatch) tr.insert(tr.doc.content.size, paragraph);
  return true;
};

/** Arrow down in the last line of such a document makes the paragraph, for texts that were written without it. */
export const RoomBelow = Extension.create({
  name: "roomBelow",
  addKeyboardShortcuts() {
    return {
      ArrowDown: () => {
        const { doc, selection } = this.editor.state;
        const { $to } = selection;
        const last = doc.lastChild;
        const inLast = selection.to >= doc.content.size - (last?.nodeSize ?? 0);
        if (!last || last.isTextblock || !inLast) return false;
        // In a table only from its last row.
        if ($to.depth > 1 && $to.indexAfter(1) < last.childCount - 1) return false;
        if ($to.depth > 0 && !this.editor.view.endOfTextblock("down")) return false;
        return this.editor
          .chain()
          .command(roomBelow)
          .setTextSelection(doc.content.size + 1)
          .run();
      },
    };
  },
});
