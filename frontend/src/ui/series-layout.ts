import { numberWords } from "../lib/dates";
import { WIDTH } from "./series-size";

// What one character takes on a phone, where words are drawn largest.
const CHARACTER = 12;
const LARGE = 100_000;
const MOST_ROWS = 4;

/** What stands at the steps of the axis: "1.5 million" in few characters where the numbers are large. */
export function axisWords(ticks: readonly number[]): string[] {
  const large = ticks.some((tick) => Math.abs(tick) >= LARGE);
  return ticks.map((tick) => numberWords(tick, large ? { notation: "compact" } : {}));
}

/** Where the picture begins, so that the longest of these words stands beside it. */
export const leftEdge = (words: readonly string[]): number =>
  Math.max(52, 12 + CHARACTER * Math.max(0, ...words.map((one) => one.length)));

export interface PlacedWords {
  x: number;
  anchor: "start" | "end";
  /** How many lines above the lowest; null where there is no room, and the table alone says it. */
  row: number | null;
}

/** Words beside their lines, from left to right, each on the lowest row where it covers no other. */
export function placed(marks: readonly { x: number; words: string }[]): PlacedWords[] {
  const ends: number[] = [];
  return marks.map(({ x, words }) => {
    const width = CHARACTER * words.length;
    const anchor = x + 4 + width > WIDTH ? "end" : "start";
    const from = anchor === "end" ? x - 4 - width : x + 4;
    const free = ends.findIndex((end) => end <= from);
    const row = free === -1 ? ends.length : free;
    if (row >= MOST_ROWS) return { x, anchor, row: null };
    ends[row] = from + width;
    return { x: anchor === "end" ? x - 4 : x + 4, anchor, row };
  });
}
