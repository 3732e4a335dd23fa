import { Trans, useLingui } from "@lingui/react/macro";
import { NoteCard } from "./NoteCard";
import { placesOf } from "./notes";
import { cardWords, type View } from "./views";

/** The same notes as a plain list, lane by lane or corner by corner: for a screen reader, for a phone, for reading. */
export function NoteList(view: View) {
  const { t } = useLingui();
  const { notes, standing, writes, editing, acts, onAdd } = view;
  const { kind } = notes;
  const words = cardWords(view);
  const places = placesOf(kind);
  const shown = places.length > 0 ? places : [{ id: "", words: t`All notes`, hint: "" }];
  return (
    <div className="note-list">
      {shown.map((place) => {
        const mine = standing.notes.filter((note) => note.place === place.id);
        const name = place.words;
        return (
          <section key={place.id} className="stack" data-gap="xs" aria-label={name}>
            <h3 className="title-sm">
              {name} <span className="quiet small">{mine.length}</span>
            </h3>
            {place.hint ? <p className="quiet small">{place.hint}</p> : null}
            <ol>
              {mine.map((note) => (
                <NoteCard
                  key={note.id}
                  note={note}
                  {...words(note)}
                  look="list"
                  editing={editing === note.id}
                  writes={writes}
                  longest={kind.longest_note}
                  acts={acts}
                />
              ))}
            </ol>
            {writes ? (
              <button
                type="button"
                className="link-button"
                onClick={() => onAdd(place.id || undefined)}
                aria-label={t`Add a note to ${name}`}
              >
                <Trans>Add a note</Trans>
              </button>
            ) : null}
          </section>
        );
      })}
    </div>
  );
}
