import { Extension, Mark } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { ySyncPluginKey } from "@tiptap/y-tiptap";
import { AS_IT_IS, plain, type Suggestion, suggested, suggestionsIn } from "./suggesting";

interface Named {
  list: readonly Suggestion[];
  names: ReadonlyMap<string, string>;
  marks: DecorationSet;
}

export const suggestionsKey = new PluginKey<Named>("suggestions");

const unseen = { default: "", rendered: false };
const mark = (name: string, tag: string) =>
  Mark.create({
    name,
    inclusive: false,
    addAttributes: () => ({ id: unseen, person: unseen, at: unseen }),
    // Pasted words are the words of whoever pastes them: nothing is read from somebody's page.
    parseHTML: () => [],
    renderHTML: () => [tag, { class: "suggested" }, 0],
  });

export const Insertion = mark("insertion", "ins");
export const Deletion = mark("deletion", "del");

const COLOURS = 8;

/** Which of the eight colours is this person's; room.ts gives carets the same. */
function colourNumber(id: string): number {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + letter.charCodeAt(0)) >>> 0;
  return sum % COLOURS;
}

interface Suggesting {
  on: boolean;
  /** Hears that something was changed at once, since it cannot be a suggestion. */
  atOnce: () => void;
}

declare module "@tiptap/core" {
  interface Storage {
    suggestions: Suggesting;
  }
}

/** Turns what a person types into suggestions while they suggest, and shows everybody's by person. */
export const Suggestions = Extension.create<{ me: string }, Suggesting>({
  name: "suggestions",
  addOptions: () => ({ me: "" }),
  addStorage: () => ({ on: false, atOnce: () => undefined }),
  dispatchTransaction({ transaction, next }) {
    const others = transaction.getMeta(ySyncPluginKey) !== undefined || transaction.getMeta(AS_IT_IS) === true;
    if (!transaction.docChanged || others) return next(transaction);
    if (!this.storage.on) return next(plain(transaction));
    const at = `${new Date().toISOString().slice(0, 16)}Z`;
    const change = suggested(transaction, this.editor.state, { id: crypto.randomUUID(), person: this.options.me, at });
    next(change.tr);
    if (change.atOnce) this.storage.atOnce();
  },
  addProseMirrorPlugins() {
    return [
      new Plugin<Named>({
        key: suggestionsKey,
        state: {
          init: (_config, { doc }) => named(doc, new Map()),
          apply: (tr, before, _old, { doc }) => {
            const names = tr.getMeta(suggestionsKey) as Named["names"] | undefined;
            return tr.docChanged || names ? named(doc, names ?? before.names) : before;
          },
        },
        props: { decorations: (state) => suggestionsKey.getState(state)?.marks },
      }),
    ];
  },
});

function named(doc: Node, names: Named["names"]): Named {
  const list = suggestionsIn(doc);
  if (list.length === 0) return { list, names, marks: DecorationSet.empty };
  const marks: Decoration[] = [];
  doc.descendants((node, pos) => {
    if (!node.isText) return;
    for (const one of node.marks) {
      if (one.type.name !== "insertion" && one.type.name !== "deletion") continue;
      const person = String(one.attrs.person);
      const who = names.get(person) ?? "";
      const look = `suggested-by suggested-by--${colourNumber(person)}`;
      marks.push(Decoration.inline(pos, pos + node.nodeSize, { class: look, "aria-description": who, title: who }));
    }
  });
  for (const { to, person } of list)
    marks.push(
      Decoration.widget(
        to,
        () => {
          const label = document.createElement("span");
          label.className = `suggested-name suggested-by--${colourNumber(person)}`;
          label.setAttribute("aria-hidden", "true");
          label.textContent = names.get(person) ?? "";
          return label;
        },
        { side: -1, marks: [], key: `${person} ${names.get(person) ?? ""}`, ignoreSelection: true },
      ),
    );
  return { list, names, marks: DecorationSet.create(doc, marks) };
}
