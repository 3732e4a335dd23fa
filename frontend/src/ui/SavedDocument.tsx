import { useMemo } from "react";
import { dateWords } from "../lib/dates";
import "./saved-document.css";

interface Props {
  /** HTML of a saved version, cleaned by the server to a few safe tags; nothing else may ever be put in here. */
  html: string;
  /** The level its highest heading gets, so that the headings of the page stay in order. */
  under?: number;
}

/** A saved version of a document, to read: the only place in the application that sets HTML. */
export function SavedDocument({ html, under = 3 }: Props) {
  const fitted = useMemo(() => inWords(reachable(headingsFrom(html, under))), [html, under]);
  // biome-ignore lint/security/noDangerouslySetInnerHtml: the server renders and cleans this HTML itself (dotanks/live/reading.py).
  return <div className="prose saved-document" dangerouslySetInnerHTML={{ __html: fitted }} />;
}

/** The same document with its highest heading at `level`, those below moved along, none deeper than six. */
export function headingsFrom(html: string, level: number): string {
  const levels = [...html.matchAll(/<h([1-6])>/g)].map((found) => Number(found[1]));
  const shift = level - Math.min(...levels);
  return html.replace(/<(\/?)h([1-6])>/g, (_tag, slash, old) => `<${slash}h${Math.min(6, Number(old) + shift)}>`);
}

/** A table wider than a phone scrolls inside itself: by keyboard too. */
const reachable = (html: string): string => html.replace(/<table(?=[\s>])/g, '<table tabindex="0"');

/** The days that its tasks are due, written out as everywhere else. */
export const inWords = (html: string): string =>
  html.replace(/(<time datetime="(\d{4}-\d\d-\d\d)">)\2(?=<\/time>)/g, (_time, tag, day) => tag + dateWords(day));
