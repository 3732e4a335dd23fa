import { useLingui } from "@lingui/react/macro";
import { type PointerEvent, type Ref, useImperativeHandle, useLayoutEffect, useMemo, useRef, useState } from "react";
import { drag } from "./dragging";
import { type Acts, NoteCard } from "./NoteCard";
import type { Note, Standing } from "./notes";
import { cardWords, type View } from "./views";

export interface SpaceHandle {
  zoom: (how: "in" | "out" | "fit") => void;
  /** The middle of what is in sight, where a new note goes. */
  middle: () => { x: number; y: number };
}

const SMALLEST = 0.3;
const LARGEST = 2;
const WIDE = 180;

/** Free space, or a map between two axes: notes by their place, frames round groups, arrows between. */
export function Space({ ref, ...view }: View & { ref: Ref<SpaceHandle> }) {
  const { t } = useLingui();
  const { notes, standing, writes, editing, onDropped } = view;
  const { kind } = notes;
  const outer = useRef<HTMLDivElement>(null);
  const [scale, setScale] = useState(1);
  const keptMiddle = useRef<{ x: number; y: number } | null>(null);
  const words = cardWords(view);
  const middle = () => {
    const box = outer.current;
    if (!box) return { x: kind.width / 2, y: kind.height / 2 };
    return {
      x: Math.min((box.scrollLeft + box.clientWidth / 2) / scale, kind.width),
      y: Math.min((box.scrollTop + box.clientHeight / 2) / scale, kind.height),
    };
  };
  const scaleOfAll = () => {
    const box = outer.current;
    if (!box) return 1;
    const whole = Math.min(box.clientWidth / kind.width, Math.max(box.clientHeight, 320) / kind.height, 1);
    return Math.max(whole, SMALLEST);
  };
  useImperativeHandle(ref, () => ({
    middle,
    zoom: (how) => {
      keptMiddle.current = middle();
      if (how === "fit") setScale(scaleOfAll());
      else setScale((now) => Math.min(Math.max(now * (how === "in" ? 1.25 : 0.8), SMALLEST), LARGEST));
    },
  }));
  const hasNotes = standing.notes.length > 0;
  // Begins with a map whole, and a free board in the middle of its notes once they are there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once without notes and once with them
  useLayoutEffect(() => {
    if (kind.up) setScale(scaleOfAll());
    const { notes: all } = notes.snapshot();
    const mean = (of: (note: Note) => number, otherwise: number) =>
      all.length > 0 ? all.reduce((sum, note) => sum + of(note), 0) / all.length : otherwise;
    keptMiddle.current = { x: mean((note) => note.x, kind.width / 2), y: mean((note) => note.y, kind.height / 2) };
    scrollTo(outer.current, keptMiddle.current, scale);
  }, [hasNotes]);
  useLayoutEffect(() => {
    if (keptMiddle.current) scrollTo(outer.current, keptMiddle.current, scale);
  }, [scale]);
  const acts: Acts = useMemo(
    () => ({
      ...view.acts,
      grab: (event: PointerEvent<HTMLElement>, id: string) =>
        drag(event, {
          scale,
          drop: (_at, by) => {
            const note = notes.get(id);
            if (!note) return;
            notes.moveTo(id, note.x + by.x / scale, note.y + by.y / scale);
            onDropped(id);
          },
        }),
    }),
    [view.acts, notes, onDropped, scale],
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also where no note stands on it
    // biome-ignore lint/a11y/useSemanticElements: no form is grouped here
    <div ref={outer} className="space" role="group" aria-label={t`All notes`} tabIndex={0}>
      <div className="space__size" style={{ width: kind.width * scale, height: kind.height * scale }}>
        <div
          className="space__plane"
          data-map={kind.up ? "" : undefined}
          style={{ width: kind.width, height: kind.height, transform: `scale(${scale})` }}
        >
          {kind.up && kind.across ? (
            <div className="space__axes">
              {kind.corners.map((corner) => (
                <p key={corner.id} className="space__corner">
                  {corner.words}
                </p>
              ))}
              <p className="space__axis" data-end="left">
                ← {kind.across.low}
              </p>
              <p className="space__axis" data-end="right">
                {kind.across.high} →
              </p>
              <p className="space__axis" data-end="top">
                ↑ {kind.up.high}
              </p>
              <p className="space__axis" data-end="bottom">
                ↓ {kind.up.low}
              </p>
            </div>
          ) : null}
          <Groups standing={standing} />
          <Arrows standing={standing} at={(id) => notes.get(id)} width={kind.width} height={kind.height} />
          <ol className="space__notes">
            {standing.notes.map((note) => (
              <NoteCard
                key={note.id}
                note={note}
                {...words(note)}
                look="space"
                editing={editing === note.id}
                writes={writes}
                longest={kind.longest_note}
                acts={acts}
              />
            ))}
          </ol>
        </div>
      </div>
    </div>
  );
}

function scrollTo(box: HTMLElement | null, middle: { x: number; y: number }, scale: number): void {
  if (!box) return;
  box.scrollLeft = middle.x * scale - box.clientWidth / 2;
  box.scrollTop = middle.y * scale - box.clientHeight / 2;
}

function Groups({ standing }: { standing: Standing }) {
  return standing.groups.map((name) => {
    const mine = standing.notes.filter((note) => note.group === name);
    const left = Math.min(...mine.map((note) => note.x)) - WIDE / 2 - 14;
    const top = Math.min(...mine.map((note) => note.y)) - 92;
    const width = Math.max(...mine.map((note) => note.x)) + WIDE / 2 + 14 - left;
    const height = Math.max(...mine.map((note) => note.y)) + 74 - top;
    return (
      <p key={name} className="space__group" style={{ left, top, width, height }} aria-hidden="true">
        {name}
      </p>
    );
  });
}

interface ArrowsProps {
  standing: Standing;
  at: (id: string) => Note | undefined;
  width: number;
  height: number;
}

/** Lines under the notes with their tip half way, so that no note hides it; a note says in words where it leads. */
function Arrows({ standing, at, width, height }: ArrowsProps) {
  return (
    <svg className="space__arrows" width={width} height={height} aria-hidden="true">
      <defs>
        <marker id="board-tip" viewBox="0 0 10 10" refX="5" refY="5" markerWidth="9" markerHeight="9" orient="auto">
          <path d="M0 0 10 5 0 10z" />
        </marker>
      </defs>
      {standing.arrows.map((arrow) => {
        const from = at(arrow.from);
        const to = at(arrow.to);
        if (!from || !to) return null;
        const half = `${(from.x + to.x) / 2},${(from.y + to.y) / 2}`;
        return (
          <polyline
            key={arrow.id}
            points={`${from.x},${from.y} ${half} ${to.x},${to.y}`}
            markerMid="url(#board-tip)"
            fill="none"
          />
        );
      })}
    </svg>
  );
}
