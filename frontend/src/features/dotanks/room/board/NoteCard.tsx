import { Trans, useLingui } from "@lingui/react/macro";
import { type KeyboardEvent, memo, type PointerEvent, useLayoutEffect, useRef } from "react";
import { focusAtEnd } from "../../../../lib/focusAtEnd";
import { Full } from "../../../../ui/Full";
import type { Note } from "./notes";

/** What a note asks for; the same object for all notes and for as long as the board is open. */
export interface Acts {
  edit: (id: string) => void;
  write: (id: string, text: string) => void;
  endEditing: (id: string, focus: boolean) => void;
  open: (id: string) => void;
  grab?: ((event: PointerEvent<HTMLElement>, id: string) => void) | undefined;
}

interface Props {
  note: Note;
  colour: string;
  place: string;
  leadsTo: string;
  editing: boolean;
  writes: boolean;
  longest: number;
  look: "space" | "lane" | "list";
  acts: Acts;
}

/** One sticky note: a real list item, its colour in words, and everything by key or by its menu. */
export const NoteCard = memo(function NoteCard({
  note,
  colour,
  place,
  leadsTo,
  editing,
  writes,
  longest,
  look,
  acts,
}: Props) {
  const { t } = useLingui();
  const { id, text, group } = note;
  const named = text || t`Empty note`;
  return (
    <li
      className="note"
      data-note={id}
      data-colour={note.colour}
      style={look === "space" ? { transform: `translate(${note.x}px, ${note.y}px) translate(-50%, -50%)` } : undefined}
    >
      {editing ? (
        <Typing note={note} colour={colour} longest={longest} acts={acts} />
      ) : (
        <button
          type="button"
          className="note__face"
          onPointerDown={writes && look !== "list" ? (event) => acts.grab?.(event, id) : undefined}
          onClick={writes ? () => acts.edit(id) : undefined}
        >
          <span className="note__colour">{colour}</span>{" "}
          <span className="note__text" data-empty={!text || undefined}>
            {named}
          </span>{" "}
          {group ? (
            <span className={look === "space" ? "ds-sr-only" : "note__more-words"}>
              <Trans>Group: {group}</Trans>
            </span>
          ) : null}{" "}
          {leadsTo ? (
            <span className={look === "space" ? "ds-sr-only" : "note__more-words"}>
              <Trans>Leads to: {leadsTo}</Trans>
            </span>
          ) : null}
          {place && look === "space" ? <span className="ds-sr-only"> {place}</span> : null}
        </button>
      )}
      {writes && !editing ? (
        <button
          type="button"
          className="note__menu"
          aria-label={t`Change “${named}”`}
          tabIndex={look === "list" ? 0 : -1}
          onClick={() => acts.open(id)}
        >
          {look === "list" ? <Trans>Change</Trans> : <span aria-hidden="true">⋯</span>}
        </button>
      ) : null}
    </li>
  );
});

function Typing({ note, colour, longest, acts }: { note: Note; colour: string; longest: number; acts: Acts }) {
  const { t } = useLingui();
  const area = useRef<HTMLTextAreaElement>(null);
  const caret = useRef<{ start: number; end: number; text: string } | null>(null);
  const { id, text } = note;
  useLayoutEffect(() => {
    focusAtEnd(area.current);
  }, []);
  // Somebody else types in the same note: the caret stays beside the letters it stood by.
  useLayoutEffect(() => {
    const box = area.current;
    const before = caret.current;
    if (!box || !before || before.text === text) return;
    let same = 0;
    while (same < text.length && text[same] === before.text[same]) same += 1;
    const shift = text.length - before.text.length;
    const moved = (at: number) => (at > same ? Math.max(same, at + shift) : at);
    box.setSelectionRange(moved(before.start), moved(before.end));
    caret.current = null;
  }, [text]);
  const remember = () => {
    const box = area.current;
    if (box) caret.current = { start: box.selectionStart, end: box.selectionEnd, text: box.value };
  };
  const keys = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape" || (event.key === "Enter" && (event.ctrlKey || event.metaKey))) {
      event.preventDefault();
      acts.endEditing(id, true);
    }
  };
  return (
    <div className="note__face">
      <span className="note__colour">{colour}</span>
      <textarea
        ref={area}
        className="note__typing"
        aria-label={t`Text of the note`}
        value={text}
        maxLength={longest}
        rows={4}
        onChange={(event) => {
          caret.current = null;
          acts.write(id, event.target.value);
        }}
        onSelect={remember}
        onKeyDown={keys}
        onBlur={() => acts.endEditing(id, false)}
      />
      <Full text={text} most={longest} />
    </div>
  );
}
