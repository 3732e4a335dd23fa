import type { I18n } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { type Note, type Notes, placesOf } from "./notes";

export type Direction = "left" | "right" | "up" | "down";

const FAR = 40;

/** Moves a note one step and says where it stands now: within its lane or to the next, or through space. */
export function step(notes: Notes, id: string, direction: Direction, i18n: I18n): string {
  const note = notes.get(id);
  if (!note) return "";
  if (notes.kind.lanes.length > 0) stepInLanes(notes, note, direction);
  else {
    const across = direction === "left" ? -FAR : direction === "right" ? FAR : 0;
    const down = direction === "up" ? -FAR : direction === "down" ? FAR : 0;
    notes.moveTo(id, note.x + across, note.y + down);
  }
  return whereabouts(notes, id, i18n);
}

function stepInLanes(notes: Notes, note: Note, direction: Direction): void {
  const { lanes } = notes.kind;
  const mine = notes.inPlace(note.place);
  const index = mine.findIndex((one) => one.id === note.id);
  if (direction === "up" && index > 0) notes.putInto(note.id, note.place, mine[index - 1]?.id);
  else if (direction === "down" && index < mine.length - 1) notes.putInto(note.id, note.place, mine[index + 2]?.id);
  else if (direction === "left" || direction === "right") {
    const at = lanes.findIndex((lane) => lane.id === note.place) + (direction === "left" ? -1 : 1);
    const lane = lanes[at];
    if (lane) notes.putInto(note.id, lane.id, notes.inPlace(lane.id)[index]?.id);
  }
}

/** Where a note stands, in words: "Moved to Blockers, 2 of 5". */
export function whereabouts(notes: Notes, id: string, i18n: I18n): string {
  const note = notes.get(id);
  if (!note) return "";
  const { kind } = notes;
  const place = placesOf(kind).find((one) => one.id === note.place)?.words ?? "";
  if (kind.lanes.length > 0) {
    const mine = notes.inPlace(note.place);
    const number = mine.findIndex((one) => one.id === id) + 1;
    const count = mine.length;
    return i18n._(msg`Moved to ${place}, ${number} of ${count}`);
  }
  const right = Math.round((100 * note.x) / kind.width);
  const high = Math.round((100 * (kind.height - note.y)) / kind.height);
  if (kind.across && kind.up) {
    const across = kind.across.words;
    const up = kind.up.words;
    return i18n._(msg`Moved to ${place}. ${up}: ${high} of 100, ${across}: ${right} of 100`);
  }
  return i18n._(msg`Moved to ${right} of 100 from the left, ${high} of 100 from below`);
}
