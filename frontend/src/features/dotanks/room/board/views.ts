import type { Acts } from "./NoteCard";
import { type Note, type Notes, placesOf, type Standing } from "./notes";

/** What every way of showing the notes is given. */
export interface View {
  notes: Notes;
  standing: Standing;
  writes: boolean;
  editing: string | null;
  acts: Acts;
  onDropped: (id: string) => void;
  onAdd: (place?: string) => void;
}

/** What a note's card says besides its text, in words that stay the same object while nothing changes. */
export function cardWords({ notes, standing }: View): (note: Note) => {
  colour: string;
  place: string;
  leadsTo: string;
} {
  const { kind } = notes;
  const colours = new Map(kind.colours.map((colour) => [colour.id, colour.words]));
  const places = new Map(placesOf(kind).map((place) => [place.id, place.words]));
  const leads = new Map<string, string[]>();
  for (const arrow of standing.arrows) {
    const text = notes.get(arrow.to)?.text ?? "";
    leads.set(arrow.from, [...(leads.get(arrow.from) ?? []), text.length > 60 ? `${text.slice(0, 60)}…` : text]);
  }
  return (note) => ({
    colour: colours.get(note.colour) ?? "",
    place: places.get(note.place) ?? "",
    leadsTo: leads.get(note.id)?.join("; ") ?? "",
  });
}
