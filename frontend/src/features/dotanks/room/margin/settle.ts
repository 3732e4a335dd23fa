import type { Editor } from "@tiptap/core";
import { type By, settled } from "./suggesting";

/** Accepts or refuses suggestions in the document on the screen. */
export function settle(editor: Editor, which: (by: By) => boolean, accept: boolean): void {
  editor.view.dispatch(settled(editor.state, which, accept));
}
