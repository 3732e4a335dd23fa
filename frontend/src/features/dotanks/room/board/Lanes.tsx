import { Trans, useLingui } from "@lingui/react/macro";
import { type PointerEvent, useMemo } from "react";
import { drag } from "./dragging";
import { type Acts, NoteCard } from "./NoteCard";
import { cardWords, type View } from "./views";

/** A board of lanes: sections with real lists in them. */
export function Lanes(view: View) {
  const { t } = useLingui();
  const { notes, standing, writes, editing, onDropped, onAdd } = view;
  const { kind } = notes;
  const words = cardWords(view);
  const acts: Acts = useMemo(
    () => ({
      ...view.acts,
      grab: (event: PointerEvent<HTMLElement>, id: string) =>
        drag(event, {
          scale: 1,
          drop: ({ x, y }) => {
            const under = document.elementFromPoint(x, y);
            const lane = under?.closest<HTMLElement>("[data-lane]")?.dataset.lane;
            if (!lane) return;
            const cards = [...document.querySelectorAll<HTMLElement>(`[data-lane="${lane}"] [data-note]`)];
            const below = cards.find((card) => {
              const box = card.getBoundingClientRect();
              return card.dataset.note !== id && y < box.top + box.height / 2;
            });
            notes.putInto(id, lane, below?.dataset.note);
            onDropped(id);
          },
        }),
    }),
    [view.acts, notes, onDropped],
  );
  return (
    <div className="lanes">
      {kind.lanes.map((lane) => {
        const mine = standing.notes.filter((note) => note.place === lane.id);
        const name = lane.words;
        return (
          <section key={lane.id} className="lane" data-lane={lane.id} aria-label={name}>
            <h3 className="title-sm">
              {name} <span className="quiet small">{mine.length}</span>
            </h3>
            <p className="quiet small">{lane.hint}</p>
            <ol className="lane__notes">
              {mine.map((note) => (
                <NoteCard
                  key={note.id}
                  note={note}
                  {...words(note)}
                  look="lane"
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
                onClick={() => onAdd(lane.id)}
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
