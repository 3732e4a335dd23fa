import type { Editor } from "@tiptap/core";
import { useSyncExternalStore } from "react";
import type * as Y from "yjs";
import type { Place } from "./anchors";
import { marginKey } from "./highlights";

/** The document on the screen, for what stands beside it, and the words somebody is about to comment on. */
interface Open {
  room: string;
  editor: Editor;
  fragment: Y.XmlFragment;
  asking: Place | null;
}

let open: Open | null = null;
const listeners = new Set<() => void>();

function set(next: Open | null): void {
  open = next;
  for (const listener of listeners) listener();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Says that this editor shows the room's document, until the answer is called. */
export function shows(room: string, editor: Editor, fragment: Y.XmlFragment): () => void {
  set({ room, editor, fragment, asking: open?.room === room ? open.asking : null });
  return () => {
    if (open?.editor === editor) set(null);
  };
}

/** Begins a comment on these words, or gives it up. */
export function ask(place: Place | null): void {
  if (open) set({ ...open, asking: place });
}

/** The room's document, while it is on the screen. */
export function useOpen(room: string): Open | null {
  const now = useSyncExternalStore(listen, () => open);
  return now?.room === room ? now : null;
}

const nothing = () => () => undefined;

/** Something worked out from the editor's state, again after each change; strings and numbers only. */
export function useFromEditor<T extends string | number>(
  editor: Editor | undefined,
  read: (editor: Editor) => T,
): T | undefined {
  return useSyncExternalStore(
    editor
      ? (listener) => {
          editor.on("transaction", listener);
          return () => editor.off("transaction", listener);
        }
      : nothing,
    () => (editor && !editor.isDestroyed ? read(editor) : undefined),
  );
}

/** The ids of threads that hang in the text, in its order; "-" before one whose text is gone. */
export function orderOf(editor: Editor): string {
  return [...(marginKey.getState(editor.state)?.ranges ?? [])]
    .sort(([, one], [, other]) => (one?.from ?? Infinity) - (other?.from ?? Infinity))
    .map(([id, range]) => (range ? id : `-${id}`))
    .join(" ");
}
