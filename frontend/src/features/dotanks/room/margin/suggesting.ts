import type { Mark, Node, Slice } from "@tiptap/pm/model";
import { type EditorState, TextSelection, type Transaction } from "@tiptap/pm/state";
import { Mapping, ReplaceStep, type Step } from "@tiptap/pm/transform";

/** Who suggests, and when, to the minute; `id` keeps what belongs together. */
export interface By {
  id: string;
  person: string;
  at: string;
}

export interface Suggestion extends By {
  added: string;
  removed: string;
  from: number;
  to: number;
}

/** A transaction with this said of it is taken as it is: suggestions are settled, or it is nobody's typing. */
export const AS_IT_IS = "suggestions-settled";

const markOf = (node: Node, name: string): Mark | undefined => node.marks.find((mark) => mark.type.name === name);
const byOf = (mark: Mark): By => mark.attrs as By;

/** The same change as a suggestion, and whether part of it could not be one and is made at once. */
export function suggested(tr: Transaction, state: EditorState, by: By): { tr: Transaction; atOnce: boolean } {
  const out = state.tr;
  let atOnce = false;
  let caret: number | null = null;
  tr.steps.forEach((step, place) => {
    const doc = tr.docs[place];
    const back = new Mapping(tr.mapping.maps.slice(0, place)).invert();
    if (doc && step instanceof ReplaceStep && (hasText(doc, step.from, step.to) || textIn(step.slice))) {
      const from = out.mapping.map(back.map(step.from, -1), -1);
      const to = out.mapping.map(back.map(step.to, 1), 1);
      caret = replaced(out, state, from, Math.max(from, to), step.slice, by);
      atOnce ||= step.slice.openStart > 0 || step.slice.content.childCount > 1;
      return;
    }
    const moved: Step | null = step.map(back)?.map(out.mapping) ?? null;
    if (moved && !out.maybeStep(moved).failed) atOnce = true;
  });
  if (caret !== null) out.setSelection(TextSelection.near(out.doc.resolve(Math.min(caret, out.doc.content.size))));
  if (tr.scrolledIntoView) out.scrollIntoView();
  return { tr: out, atOnce };
}

const textIn = (slice: Slice): boolean => slice.content.textBetween(0, slice.content.size).length > 0;

function hasText(doc: Node, from: number, to: number): boolean {
  return from < to && doc.textBetween(from, to).length > 0;
}

/** Marks what would go as removed and what comes as added; where the caret belongs then. */
function replaced(out: Transaction, state: EditorState, from: number, to: number, slice: Slice, by: By): number {
  const { insertion, deletion } = state.schema.marks;
  if (!insertion || !deletion) return from;
  const mine = near(out.doc, from, to, by) ?? by;
  const own: { from: number; to: number }[] = [];
  out.doc.nodesBetween(from, to, (node, pos) => {
    if (!node.isText) return;
    const range = { from: Math.max(pos, from), to: Math.min(pos + node.nodeSize, to) };
    const added = markOf(node, "insertion");
    if (added && byOf(added).person === by.person) own.push(range);
    else if (!markOf(node, "deletion")) out.addMark(range.from, range.to, deletion.create(mine));
  });
  const before = out.steps.length;
  // What nobody has accepted yet can be taken back by whoever added it.
  for (const range of own.reverse()) out.delete(range.from, range.to);
  const shifted = out.mapping.slice(before);
  const start = shifted.map(from, -1);
  const end = shifted.map(to, -1);
  if (slice.size === 0) return state.selection.empty && state.selection.head < to ? end : start;
  const size = out.doc.content.size;
  out.replace(end, end, slice);
  const stop = end + out.doc.content.size - size;
  out.removeMark(end, stop, deletion);
  out.addMark(end, stop, insertion.create(mine));
  return stop - slice.openEnd;
}

/** The suggestion of the same person that touches this place, so that a word typed letter by letter is one. */
function near(doc: Node, from: number, to: number, by: By): By | undefined {
  const sides = [doc.resolve(from).nodeBefore, doc.resolve(to).nodeAfter];
  for (const node of sides)
    for (const mark of node?.marks ?? [])
      if (["insertion", "deletion"].includes(mark.type.name) && byOf(mark).person === by.person) return byOf(mark);
  return undefined;
}

/** Words typed as they are: they belong to no suggestion, also when they are typed inside one. */
export function plain(tr: Transaction): Transaction {
  const { insertion, deletion } = tr.doc.type.schema.marks;
  const maps = [...tr.mapping.maps];
  tr.steps.slice().forEach((step, place) => {
    if (!(step instanceof ReplaceStep) || !textIn(step.slice)) return;
    const after = new Mapping(maps.slice(place + 1));
    const from = after.map(step.from, 1);
    const to = after.map(step.from + step.slice.size - step.slice.openStart, -1);
    if (from >= to) return;
    if (insertion) tr.removeMark(from, to, insertion);
    if (deletion) tr.removeMark(from, to, deletion);
  });
  return tr;
}

/** All open suggestions in the order of the text; pieces of one stand together. */
export function suggestionsIn(doc: Node): Suggestion[] {
  const found = new Map<string, Suggestion>();
  doc.descendants((node, pos) => {
    if (!node.isText) return;
    for (const mark of node.marks) {
      const added = mark.type.name === "insertion";
      if (!added && mark.type.name !== "deletion") continue;
      const by = byOf(mark);
      const key = `${by.person} ${by.id}`;
      const known = found.get(key) ?? { ...by, added: "", removed: "", from: pos, to: pos };
      if (added) known.added += node.text ?? "";
      else known.removed += node.text ?? "";
      known.to = pos + node.nodeSize;
      found.set(key, known);
    }
  });
  return [...found.values()];
}

/** Accepts or refuses these suggestions; a paragraph in which nothing is left goes with them. */
export function settled(state: EditorState, which: (by: By) => boolean, accept: boolean): Transaction {
  const tr = state.tr.setMeta(AS_IT_IS, true);
  const goes: { from: number; to: number }[] = [];
  state.doc.descendants((node, pos) => {
    if (!node.isText) return;
    const to = pos + node.nodeSize;
    for (const name of ["insertion", "deletion"] as const) {
      const mark = markOf(node, name);
      if (!mark || !which(byOf(mark))) continue;
      if (accept === (name === "deletion")) goes.push({ from: pos, to });
      else tr.removeMark(pos, to, mark);
    }
  });
  for (const { from, to } of together(goes).reverse()) {
    const emptied = blockOf(state.doc, from, to);
    tr.delete(emptied?.from ?? from, emptied?.to ?? to);
  }
  return tr;
}

/** The block in which nothing would be left, with the list item around it; none where a block must stay. */
function blockOf(doc: Node, from: number, to: number): { from: number; to: number } | null {
  const place = doc.resolve(from);
  if (place.parentOffset !== 0 || to - from !== place.parent.content.size) return null;
  let depth = place.depth;
  while (depth > 1 && place.node(depth - 1).childCount === 1) depth -= 1;
  const parent = place.node(depth - 1);
  const at = place.index(depth - 1);
  return parent.childCount > 1 && parent.canReplace(at, at + 1)
    ? { from: place.before(depth), to: place.after(depth) }
    : null;
}

function together(ranges: readonly { from: number; to: number }[]) {
  const joined: { from: number; to: number }[] = [];
  for (const range of ranges) {
    const last = joined.at(-1);
    if (last && range.from <= last.to) last.to = Math.max(last.to, range.to);
    else joined.push({ ...range });
  }
  return joined;
}
