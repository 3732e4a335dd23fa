import { Extension } from "@tiptap/core";
import { type EditorState, Plugin, PluginKey, type Transaction } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { ySyncPluginKey } from "@tiptap/y-tiptap";
import type * as Y from "yjs";
import { type Range, rangesOf } from "./anchors";

/** A thread as the text knows it: where it hangs, and what a screen reader says of it. */
export interface Hung {
  id: string;
  start: string | null;
  end: string | null;
  words: string;
}

export interface Margin {
  hung: readonly Hung[];
  chosen: string | undefined;
  /** Where each thread is now; null where its text is gone. A thread about the whole document is not in it. */
  ranges: ReadonlyMap<string, Range | null>;
  marks: DecorationSet;
}

type Asked = Partial<Pick<Margin, "hung" | "chosen">>;

export const marginKey = new PluginKey<Margin>("margin");

const NOTHING: Margin = { hung: [], chosen: undefined, ranges: new Map(), marks: DecorationSet.empty };

/** Marks the text on which somebody commented, and follows it while everybody types. */
export const Highlights = Extension.create<{ fragment: Y.XmlFragment | null }>({
  name: "highlights",
  addOptions: () => ({ fragment: null }),
  addProseMirrorPlugins() {
    const { fragment } = this.options;
    if (!fragment) return [];
    return [
      new Plugin<Margin>({
        key: marginKey,
        state: { init: () => NOTHING, apply: (tr, before, _old, state) => next(fragment, tr, before, state) },
        props: { decorations: (state) => marginKey.getState(state)?.marks },
      }),
    ];
  },
});

function next(fragment: Y.XmlFragment, tr: Transaction, before: Margin, state: EditorState): Margin {
  const asked = tr.getMeta(marginKey) as Asked | undefined;
  const fromOthers = tr.getMeta(ySyncPluginKey)?.isChangeOrigin === true;
  if (!asked && !tr.docChanged) return before;
  const now = { ...before, ...asked };
  // One's own typing reaches the shared document only after this; what others typed is in it already.
  const found = asked?.hung || fromOthers ? resolved(fragment, state, now.hung) : null;
  const ranges = found ?? (tr.docChanged ? moved(before.ranges, tr) : before.ranges);
  return { ...now, ranges, marks: marksFor(now, ranges, state) };
}

function resolved(fragment: Y.XmlFragment, state: EditorState, hung: readonly Hung[]) {
  const placed = hung.filter((one) => one.start && one.end);
  const ends = placed.map((one) => ({ start: one.start ?? "", end: one.end ?? "" }));
  const found = rangesOf(fragment, state.doc, ends);
  return found && new Map(placed.map((one, place) => [one.id, found[place] ?? null]));
}

function moved(ranges: Margin["ranges"], tr: Transaction) {
  return new Map(
    [...ranges].map(([id, range]) => {
      const from = range ? tr.mapping.map(range.from, 1) : 0;
      const to = range ? tr.mapping.map(range.to, -1) : 0;
      return [id, from < to ? { from, to } : null];
    }),
  );
}

function marksFor({ hung, chosen }: Pick<Margin, "hung" | "chosen">, ranges: Margin["ranges"], state: EditorState) {
  const marks = hung.flatMap((one) => {
    const range = ranges.get(one.id);
    if (!range || range.to > state.doc.content.size) return [];
    const look = one.id === chosen ? "commented commented--chosen" : "commented";
    return [
      Decoration.inline(range.from, range.to, {
        nodeName: "mark",
        class: look,
        "data-thread": one.id,
        "aria-description": one.words,
      }),
    ];
  });
  return DecorationSet.create(state.doc, marks);
}

/** The threads whose text the selection touches, the narrowest first. */
export function threadsAt(state: EditorState): string[] {
  const { from, to } = state.selection;
  return [...(marginKey.getState(state)?.ranges ?? [])]
    .filter(([, range]) => range !== null && range.from <= to && range.to >= from)
    .sort(([, one], [, other]) => (one ? one.to - one.from : 0) - (other ? other.to - other.from : 0))
    .map(([id]) => id);
}
