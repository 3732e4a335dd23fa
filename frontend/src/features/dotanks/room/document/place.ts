import type { Editor } from "@tiptap/core";
import {
  absolutePositionToRelativePosition,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
} from "@tiptap/y-tiptap";

/** Remembers where the caret stands now; asked later, it says where that is then, whoever wrote in between. */
export function keepPlace(editor: Editor): () => number {
  const at = editor.state.selection.from;
  const before = ySyncPluginKey.getState(editor.state);
  const named = before?.binding && absolutePositionToRelativePosition(at, before.type, before.binding.mapping);
  return () => {
    const now = ySyncPluginKey.getState(editor.state);
    const found =
      named && now?.binding && relativePositionToAbsolutePosition(now.doc, now.type, named, now.binding.mapping);
    // Where its text is gone, the caret is the best guess.
    return typeof found === "number" ? found : editor.state.selection.from;
  };
}
