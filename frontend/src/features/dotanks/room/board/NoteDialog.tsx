import { Trans, useLingui } from "@lingui/react/macro";
import { useEffect, useId, useRef } from "react";
import { focusAtEnd } from "../../../../lib/focusAtEnd";
import { Button } from "../../../../ui/Button";
import { Choice, Field, Select, TextArea } from "../../../../ui/Field";
import { Becomes } from "../Becomes";
import { type Direction, step, whereabouts } from "./moves";
import { type Note, type Notes, placesOf, type Standing } from "./notes";

/** The part of the dialog that a key leads to. */
export type DialogPart = "text" | "place" | "colour" | "group" | "arrow";

interface Props {
  note: Note;
  part: DialogPart;
  notes: Notes;
  standing: Standing;
  onSay: (words: string) => void;
  onRemove: (id: string) => void;
  onClose: () => void;
}

/** Everything one can do with a note, without dragging: the twin of what the pointer and the keys do. */
export function NoteDialog({ note, part, notes, standing, onSay, onRemove, onClose }: Props) {
  const { t, i18n } = useLingui();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const { id } = note;
  const { kind } = notes;
  const places = placesOf(kind);
  useEffect(() => {
    dialog.current?.showModal();
    const found = dialog.current?.querySelector<HTMLElement>(
      `[data-part="${part}"] :is(input:checked, select, textarea, input, button)`,
    );
    focusAtEnd(found);
  }, [part]);
  const move = (direction: Direction) => onSay(step(notes, id, direction, i18n));
  const arrows = standing.arrows.filter((arrow) => arrow.from === id);
  const others = standing.notes.filter((one) => one.id !== id && !arrows.some((arrow) => arrow.to === one.id));
  const named = (one: Note | undefined) => one?.text.slice(0, 80) || t`Empty note`;
  return (
    <dialog ref={dialog} className="dialog note-dialog" aria-labelledby={heading} onClose={onClose}>
      <div className="stack" data-gap="sm">
        <h2 id={heading} className="title-md">
          <Trans>Change the note</Trans>
        </h2>
        <div data-part="text">
          <TextArea
            name="text"
            label={t`Text`}
            value={note.text}
            maxLength={kind.longest_note}
            onChange={(text) => notes.write(id, text)}
          />
        </div>
        <div data-part="place" className="stack" data-gap="xs">
          {places.length > 0 ? (
            <Select
              name="place"
              label={t`Move to`}
              value={note.place}
              options={places.map((place) => ({ value: place.id, label: place.words }))}
              onChange={(place) => {
                notes.putInto(id, place);
                onSay(whereabouts(notes, id, i18n));
              }}
            />
          ) : null}
          <fieldset className="note-dialog__steps">
            <legend>
              <Trans>Move one step</Trans>
            </legend>
            <button type="button" onClick={() => move("left")} aria-label={t`Left`}>
              ←
            </button>
            <button type="button" onClick={() => move("up")} aria-label={t`Up`}>
              ↑
            </button>
            <button type="button" onClick={() => move("down")} aria-label={t`Down`}>
              ↓
            </button>
            <button type="button" onClick={() => move("right")} aria-label={t`Right`}>
              →
            </button>
          </fieldset>
        </div>
        <div data-part="colour" className="note-dialog__colours">
          <Choice
            name="colour"
            label={t`Colour`}
            value={note.colour}
            options={kind.colours.map((colour) => ({
              value: colour.id,
              label: (
                <>
                  <span className="swatch" data-colour={colour.id} aria-hidden="true" /> {colour.words}
                </>
              ),
            }))}
            onChange={(colour) => notes.colour(id, colour)}
          />
        </div>
        <div data-part="group">
          <Field
            name="group"
            label={t`Group`}
            aside={t`(optional)`}
            hint={t`Notes with the same group stand in one frame.`}
            list={`${heading}-groups`}
            maxLength={kind.longest_group}
            value={note.group}
            onChange={(group) => notes.group(id, group)}
          />
          <datalist id={`${heading}-groups`}>
            {standing.groups.map((group) => (
              <option key={group} value={group} />
            ))}
          </datalist>
        </div>
        <div data-part="arrow" className="stack" data-gap="xs">
          <Select
            name="arrow"
            label={t`Draw an arrow to`}
            value=""
            empty={t`Choose a note`}
            options={others.map((one) => ({ value: one.id, label: named(one) }))}
            onChange={(to) => {
              notes.connect(id, to);
              const text = named(notes.get(to));
              onSay(t`Arrow drawn to “${text}”`);
            }}
          />
          <ul className="note-dialog__arrows">
            {arrows.map((arrow) => {
              const text = named(notes.get(arrow.to));
              return (
                <li key={arrow.id}>
                  <span>→ {text}</span>
                  <button
                    type="button"
                    className="link-button"
                    onClick={() => {
                      notes.disconnect(arrow.id);
                      onSay(t`Arrow taken away`);
                    }}
                    aria-label={t`Take away the arrow to “${text}”`}
                  >
                    <Trans>Take away</Trans>
                  </button>
                </li>
              );
            })}
          </ul>
        </div>
        <Becomes words={note.text.trim()} />
        <div className="actions">
          <Button onClick={() => dialog.current?.close()}>
            <Trans>Done</Trans>
          </Button>
          <Button look="secondary" tone="danger" onClick={() => onRemove(id)}>
            <Trans>Remove the note</Trans>
          </Button>
        </div>
      </div>
    </dialog>
  );
}
