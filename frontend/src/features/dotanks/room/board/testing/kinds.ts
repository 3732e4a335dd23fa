import type { Board, BoardKind } from "../requests";

const COLOURS = [
  { id: "yellow", words: "Idea", hint: "" },
  { id: "pink", words: "Worry", hint: "" },
];
const EVERY = {
  what: "",
  colours: COLOURS,
  longest_note: 600,
  longest_group: 60,
  longest_label: 80,
  most_notes: 1000,
  names_riskiest: false,
};

/** A board of three lanes, as the server describes it. */
export const LANES: BoardKind = {
  ...EVERY,
  id: "fails",
  words: "Fail round",
  lanes: [
    { id: "worked", words: "Worked", hint: "" },
    { id: "failed", words: "Failed", hint: "" },
    { id: "puzzled", words: "Puzzled", hint: "" },
  ],
  corners: [],
  across: null,
  up: null,
  width: 2400,
  height: 1600,
};

/** A map of two axes. */
export const MAP: BoardKind = {
  ...EVERY,
  id: "priorities",
  words: "Map",
  lanes: [],
  corners: [
    { id: "first", words: "Do first", hint: "" },
    { id: "plan", words: "Plan well", hint: "" },
    { id: "between", words: "In between", hint: "" },
    { id: "leave", words: "Leave out", hint: "" },
  ],
  across: { words: "Effort", low: "Little", high: "Much" },
  up: { words: "Effect", low: "Little", high: "Much" },
  width: 1200,
  height: 800,
};

/** A board of this kind. */
export const boardOf = (kind: BoardKind): Board => ({
  id: "b1",
  title: "Board",
  live_id: "l1",
  kind,
  opened_at: "2026-11-22T10:00:00Z",
  closed_at: null,
  riskiest: [],
  abilities: { write: true },
});
