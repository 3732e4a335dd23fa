import type { Node, Schema } from "@tiptap/pm/model";
import { fromBase64, toBase64 } from "lib0/buffer";
import * as Y from "yjs";

/** A place in the document that moves with its text: both ends as Yjs names them, and the words between them. */
export interface Place {
  start: string;
  end: string;
  quote: string;
}

export interface Range {
  from: number;
  to: number;
}

interface Run {
  text: Y.XmlText;
  from: number;
}

const LONGEST = 500;

/**
 * Where each run of text of the shared document stands in the editor's; null while the two are not the same.
 * y-tiptap's own helpers count one position at a time, and take the document's first letter for a mistake.
 */
function runsOf(fragment: Y.XmlFragment, doc: Node): Run[] | null {
  const runs: Run[] = [];
  const end = walk(fragment, 0, doc.type.schema, runs);
  return end === doc.content.size ? runs : null;
}

function walk(parent: Y.XmlFragment, start: number, schema: Schema, runs: Run[]): number {
  let at = start;
  for (const child of parent.toArray()) {
    if (child instanceof Y.XmlText) {
      runs.push({ text: child, from: at });
      at += child.length;
    } else if (child instanceof Y.XmlElement)
      at = schema.nodes[child.nodeName]?.isLeaf ? at + 1 : walk(child, at + 1, schema, runs) + 1;
  }
  return at;
}

/** The place between two positions, without what is no text at its ends; null where there is none. */
export function placeOf(fragment: Y.XmlFragment, doc: Node, from: number, to: number): Place | null {
  const touched = runsOf(fragment, doc)?.filter((run) => run.from < to && run.from + run.text.length > from);
  const first = touched?.at(0);
  const last = touched?.at(-1);
  const quote = doc.textBetween(from, to, " ", " ").trim();
  if (!first || !last || quote === "") return null;
  const start = Math.max(from - first.from, 0);
  const end = Math.min(to - last.from, last.text.length);
  return {
    // It begins with its first letter and ends with its last: what is written before or after is no part of it.
    start: named(Y.createRelativePositionFromTypeIndex(first.text, start, 0)),
    end: named(Y.createRelativePositionFromTypeIndex(last.text, end, -1)),
    quote: quote.length > LONGEST ? `${quote.slice(0, LONGEST - 1)}…` : quote,
  };
}

/** Where these places are now; null for one whose text is gone, and null for all while the document is not there. */
export function rangesOf(
  fragment: Y.XmlFragment,
  doc: Node,
  places: readonly Pick<Place, "start" | "end">[],
): (Range | null)[] | null {
  const runs = runsOf(fragment, doc);
  if (!runs) return null;
  const starts = new Map<unknown, number>(runs.map((run) => [run.text, run.from]));
  return places.map((place) => {
    const from = position(fragment, starts, place.start);
    const to = position(fragment, starts, place.end);
    return from !== null && to !== null && from < to ? { from, to } : null;
  });
}

function position(fragment: Y.XmlFragment, starts: ReadonlyMap<unknown, number>, encoded: string): number | null {
  if (!fragment.doc) return null;
  try {
    const relative = Y.decodeRelativePosition(fromBase64(encoded));
    const found = Y.createAbsolutePositionFromRelativePosition(relative, fragment.doc);
    const start = found ? starts.get(found.type) : undefined;
    return found && start !== undefined ? start + found.index : null;
  } catch {
    // Written by a stranger's hand, or of a document this one is not: then it has no place here.
    return null;
  }
}

const named = (position: Y.RelativePosition) => toBase64(Y.encodeRelativePosition(position));
