import { type AnyExtension, Editor } from "@tiptap/core";
import { Bold } from "@tiptap/extension-bold";
import { Collaboration } from "@tiptap/extension-collaboration";
import { Document } from "@tiptap/extension-document";
import { Paragraph } from "@tiptap/extension-paragraph";
import { Text } from "@tiptap/extension-text";
import { onTestFinished } from "vitest";
import * as Y from "yjs";

export interface Writer {
  doc: Y.Doc;
  fragment: Y.XmlFragment;
  editor: Editor;
  /** From here on the two hear nothing of each other. */
  offline: (off: boolean) => void;
}

/** For tests: two people's editors on one shared document, each with a document of its own kept in step. */
export function together(more: (fragment: Y.XmlFragment) => AnyExtension[]): [Writer, Writer] {
  const one = writer(more);
  const other = writer(more);
  let apart = false;
  const pass = (from: Writer, to: Writer) => {
    from.doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (!apart && origin !== "other") Y.applyUpdate(to.doc, update, "other");
    });
    from.offline = (off) => {
      apart = off;
      if (off) return;
      for (const [a, b] of [
        [one, other],
        [other, one],
      ] as const)
        Y.applyUpdate(b.doc, Y.encodeStateAsUpdate(a.doc, Y.encodeStateVector(b.doc)), "other");
    };
  };
  pass(one, other);
  pass(other, one);
  return [one, other];
}

function writer(more: (fragment: Y.XmlFragment) => AnyExtension[]): Writer {
  const doc = new Y.Doc();
  const fragment = doc.getXmlFragment("document");
  const editor = new Editor({
    element: document.createElement("div"),
    injectCSS: false,
    extensions: [
      Document,
      Paragraph,
      Text,
      Bold,
      Collaboration.configure({ document: doc, field: "document" }),
      ...more(fragment),
    ],
  });
  // An editor looks at its page a moment later: by then there is none.
  onTestFinished(() => editor.destroy());
  return { doc, fragment, editor, offline: () => undefined };
}
