import { Trans, useLingui } from "@lingui/react/macro";
import {
  type KeyboardEvent,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { keep, readKept } from "../../../../lib/kept";
import { Keys } from "./Keys";
import { Lanes } from "./Lanes";
import { type Direction, step, whereabouts } from "./moves";
import type { Acts } from "./NoteCard";
import { type DialogPart, NoteDialog } from "./NoteDialog";
import { NoteList } from "./NoteList";
import type { Notes } from "./notes";
import type { Board } from "./requests";
import { Space, type SpaceHandle } from "./Space";

const KEPT = "board-as-list";
const DIRECTIONS: Readonly<Record<string, Direction>> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};
const PARTS: Readonly<Record<string, DialogPart>> = { m: "place", c: "colour", g: "group", a: "arrow" };

const isPhone = () => window.matchMedia?.("(max-width: 39.99rem)").matches ?? false;

interface Props {
  notes: Notes;
  board: Board;
  writes: boolean;
}

/** The notes, as a board or as a list: one key away from each other, with the same keys and the same menu. */
export function Surface({ notes, board, writes }: Props) {
  const { t, i18n } = useLingui();
  const { kind } = board;
  const standing = useSyncExternalStore(notes.subscribe, notes.snapshot);
  const [asList, setAsList] = useState(() => readKept<boolean>(KEPT) ?? isPhone());
  const [editing, setEditing] = useState<string | null>(null);
  const [dialog, setDialog] = useState<{ id: string; part: DialogPart } | null>(null);
  const [said, setSaid] = useState("");
  const [help, setHelp] = useState(false);
  const surface = useRef<HTMLDivElement>(null);
  const space = useRef<SpaceHandle>(null);
  const toFocus = useRef<string | null>(null);
  const focused = useRef<string | null>(null);
  const inSpace = kind.lanes.length === 0;

  // A note that moved to another lane is a new element: the focus goes with it, whoever moved it. What React takes
  // away tells it of no blur, so the note that was focused is still known here.
  useLayoutEffect(() => {
    const id = toFocus.current ?? (document.activeElement === document.body ? focused.current : null);
    if (!id) return;
    const found = surface.current?.querySelector<HTMLElement>(`[data-note="${id}"] .note__face`);
    if (!found) return;
    toFocus.current = null;
    found.focus();
  });

  const say = useCallback((words: string) => setSaid(words), []);
  const focusNote = useCallback((id: string) => {
    toFocus.current = id;
  }, []);

  const add = useCallback(
    (place?: string) => {
      if (notes.snapshot().notes.length >= kind.most_notes) {
        say(t`The board is full. Remove a note first.`);
        return;
      }
      setEditing(notes.add(place ? { place } : (space.current?.middle() ?? {})));
    },
    [notes, kind.most_notes, say, t],
  );

  const remove = useCallback(
    (id: string) => {
      const all = notes.snapshot().notes;
      const at = all.findIndex((note) => note.id === id);
      const next = all[at + 1] ?? all[at - 1];
      notes.remove(id);
      setDialog(null);
      if (next) focusNote(next.id);
      else surface.current?.querySelector<HTMLElement>(".board-tools button")?.focus();
      say(t`Note removed. Ctrl+Z or Undo brings it back.`);
    },
    [notes, say, t, focusNote],
  );

  const acts: Acts = useMemo(
    () => ({
      edit: setEditing,
      write: (id, text) => notes.write(id, text),
      endEditing: (id, focus) => {
        setEditing((now) => (now === id ? null : now));
        if (notes.get(id)?.text.trim() === "") notes.remove(id);
        else if (focus) focusNote(id);
      },
      open: (id) => setDialog({ id, part: "text" }),
    }),
    [notes, focusNote],
  );

  const undo = (back: boolean) => say((back ? notes.undo() : notes.redo()) ? t`Done` : t`There is nothing to undo`);
  const turn = () => {
    setAsList(!asList);
    keep(KEPT, !asList);
    say(asList ? t`Shown as a board` : t`Shown as a list`);
    if (focused.current) focusNote(focused.current);
  };

  const keys = (event: KeyboardEvent<HTMLElement>) => {
    const target = event.target as HTMLElement;
    if (target.closest("dialog, textarea, input, select") || event.nativeEvent.isComposing) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const id = target.closest<HTMLElement>("[data-note]")?.dataset.note;
    const done = () => event.preventDefault();
    if ((event.ctrlKey || event.metaKey) && key === "z" && writes) {
      done();
      undo(!event.shiftKey);
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (key === "l") {
      done();
      turn();
    } else if (key === "?") {
      done();
      setHelp(!help);
    } else if (!asList && inSpace && ["+", "-", "0"].includes(key)) {
      done();
      space.current?.zoom(key === "+" ? "in" : key === "-" ? "out" : "fit");
    } else if (writes && key === "n") {
      done();
      add(id ? notes.get(id)?.place : undefined);
    } else if (id && writes) {
      const direction = DIRECTIONS[key];
      const part = PARTS[key];
      if (direction) {
        done();
        say(step(notes, id, direction, i18n));
        focusNote(id);
      } else if (part) {
        done();
        setDialog({ id, part });
      } else if (key === "Delete" || key === "Backspace") {
        done();
        remove(id);
      }
    }
  };

  const open = dialog ? standing.notes.find((note) => note.id === dialog.id) : undefined;
  // Somebody else removed the note whose menu stood open.
  useEffect(() => {
    if (dialog && !open) setDialog(null);
  }, [dialog, open]);

  const dropped = useCallback(
    (id: string) => {
      focusNote(id);
      say(whereabouts(notes, id, i18n));
    },
    [notes, say, focusNote, i18n],
  );
  const count = standing.notes.length;
  const shared = { notes, standing, writes, editing, acts, onDropped: dropped, onAdd: add };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the notes and buttons inside bubble up to here
    <div
      ref={surface}
      className="board-surface"
      onKeyDown={keys}
      onFocus={(event) => {
        focused.current = event.target.closest<HTMLElement>("[data-note]")?.dataset.note ?? null;
      }}
      onBlur={() => {
        focused.current = null;
      }}
    >
      <div className="board-tools" role="toolbar" aria-label={t`Tools of the board`}>
        {writes ? (
          <>
            <button type="button" onClick={() => add()}>
              <Trans>New note</Trans>
            </button>
            <button type="button" onClick={() => undo(true)}>
              <Trans>Undo</Trans>
            </button>
          </>
        ) : null}
        {!asList && inSpace ? (
          <>
            <button type="button" aria-label={t`Zoom out`} onClick={() => space.current?.zoom("out")}>
              −
            </button>
            <button type="button" onClick={() => space.current?.zoom("fit")}>
              <Trans>Show all</Trans>
            </button>
            <button type="button" aria-label={t`Zoom in`} onClick={() => space.current?.zoom("in")}>
              +
            </button>
          </>
        ) : null}
        <button type="button" onClick={turn}>
          {asList ? <Trans>Show as board</Trans> : <Trans>Show as list</Trans>}
        </button>
        <button type="button" aria-expanded={help} onClick={() => setHelp(!help)}>
          <Trans>Keys</Trans>
        </button>
        <span className="quiet small board-tools__count">
          <Trans>Notes: {count}</Trans>
        </span>
      </div>
      <p className="ds-sr-only" role="status">
        {said}
      </p>
      {help ? <Keys inSpace={inSpace} /> : null}
      {asList ? <NoteList {...shared} /> : inSpace ? <Space ref={space} {...shared} /> : <Lanes {...shared} />}
      {dialog && open ? (
        <NoteDialog
          key={dialog.id}
          note={open}
          part={dialog.part}
          notes={notes}
          standing={standing}
          onSay={say}
          onRemove={remove}
          onClose={() => {
            setDialog(null);
            focusNote(dialog.id);
          }}
        />
      ) : null}
    </div>
  );
}
