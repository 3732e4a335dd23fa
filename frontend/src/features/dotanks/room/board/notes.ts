import * as Y from "yjs";
import type { BoardKind } from "./requests";

export interface Note {
  id: string;
  text: string;
  x: number;
  y: number;
  /** Its lane or corner; nothing on a free board. */
  place: string;
  colour: string;
  group: string;
}

export interface Arrow {
  id: string;
  from: string;
  to: string;
  label: string;
}

export interface Standing {
  /** In the order in which a person reads them. */
  notes: readonly Note[];
  arrows: readonly Arrow[];
  /** The groups there are, by name. */
  groups: readonly string[];
}

type YNote = Y.Map<unknown>;
const LAST_PLACE = 100_000_000;
const STEP = 1000;

/** The notes of one board, as the screen sees and changes them; everything goes through the shared document. */
export class Notes {
  private readonly root: Y.Map<YNote>;
  private readonly lines: Y.Map<Y.Map<unknown>>;
  private readonly undoing: Y.UndoManager;
  private readonly listeners = new Set<() => void>();
  private readonly read = new Map<string, Note>();
  private standing: Standing = { notes: [], arrows: [], groups: [] };

  constructor(
    private readonly doc: Y.Doc,
    readonly kind: BoardKind,
  ) {
    this.root = doc.getMap("notes");
    this.lines = doc.getMap("arrows");
    this.undoing = new Y.UndoManager([this.root, this.lines], { trackedOrigins: new Set([this]), captureTimeout: 400 });
    this.root.observeDeep(this.noteEvents);
    this.lines.observeDeep(this.lineEvents);
    for (const id of this.root.keys()) this.readNote(id);
    this.gather();
  }

  private readonly noteEvents = (events: Y.YEvent<Y.AbstractType<unknown>>[]) => {
    for (const event of events) {
      const id = event.path[0];
      if (id !== undefined) this.readNote(String(id));
      else for (const key of event.keys.keys()) this.readNote(key);
    }
    this.gather();
  };

  private readonly lineEvents = () => this.gather();

  /** Only what changed becomes a new object, so that the other notes are not drawn again. */
  private readNote(id: string): void {
    const entry = this.root.get(id);
    if (!(entry instanceof Y.Map)) {
      this.read.delete(id);
      return;
    }
    const { kind } = this;
    const text = entry.get("text");
    const x = number(entry.get("x"), kind.width / 2);
    const y = number(entry.get("y"), kind.height / 2);
    const colour = words(entry.get("colour"));
    this.read.set(id, {
      id,
      text: text instanceof Y.Text ? text.toString() : "",
      x,
      y,
      place: placeOf(kind, words(entry.get("lane")), x, y),
      colour: kind.colours.some((one) => one.id === colour) ? colour : (kind.colours[0]?.id ?? ""),
      group: words(entry.get("group")).trim(),
    });
  }

  private gather(): void {
    const order = new Map(placesOf(this.kind).map((place, index) => [place.id, index]));
    const notes = [...this.read.values()].sort(
      (a, b) =>
        (order.get(a.place) ?? 0) - (order.get(b.place) ?? 0) || a.y - b.y || a.x - b.x || (a.id < b.id ? -1 : 1),
    );
    const arrows: Arrow[] = [];
    for (const [id, line] of this.lines) {
      const from = words(line.get("from"));
      const to = words(line.get("to"));
      if (this.read.has(from) && this.read.has(to)) arrows.push({ id, from, to, label: words(line.get("label")) });
    }
    const groups = [...new Set(notes.map((note) => note.group).filter(Boolean))].sort();
    this.standing = { notes, arrows, groups };
    for (const listener of this.listeners) listener();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): Standing => this.standing;

  get(id: string): Note | undefined {
    return this.read.get(id);
  }

  private change(work: () => void): void {
    this.doc.transact(work, this);
  }

  private set(id: string, values: Record<string, string | number>): void {
    const entry = this.root.get(id);
    if (!entry) return;
    this.change(() => {
      for (const [name, value] of Object.entries(values)) if (entry.get(name) !== value) entry.set(name, value);
    });
  }

  /** Puts an empty note on the board; in a lane it stands last, elsewhere near the given point. */
  add(at: { place?: string; x?: number; y?: number; text?: string } = {}): string {
    const { kind } = this;
    const id = crypto.randomUUID();
    const entry: YNote = new Y.Map();
    this.undoing.stopCapturing();
    this.change(() => {
      const text = new Y.Text();
      if (at.text) text.insert(0, at.text);
      entry.set("text", text);
      entry.set("colour", kind.colours[0]?.id ?? "yellow");
      if (kind.lanes.length > 0) {
        const lane = at.place ?? kind.lanes[0]?.id ?? "";
        entry.set("lane", lane);
        entry.set("x", 0);
        entry.set("y", after(this.inPlace(lane).at(-1)));
      } else {
        const centre = at.place ? centreOf(kind, at.place) : { x: kind.width / 2, y: kind.height / 2 };
        const free = this.freeNear(at.x ?? centre.x, at.y ?? centre.y);
        entry.set("x", free.x);
        entry.set("y", free.y);
      }
      this.root.set(id, entry);
    });
    return id;
  }

  /** Not right on top of another note. */
  private freeNear(x: number, y: number): { x: number; y: number } {
    let spot = this.within(x, y);
    for (let tries = 0; tries < 40; tries += 1) {
      const taken = this.standing.notes.some((one) => Math.abs(one.x - spot.x) < 24 && Math.abs(one.y - spot.y) < 24);
      if (!taken) break;
      spot = this.within(spot.x + 28, spot.y + 28);
    }
    return spot;
  }

  private within(x: number, y: number): { x: number; y: number } {
    const clamp = (value: number, most: number) => Math.round(Math.min(Math.max(value, 0), most));
    return { x: clamp(x, this.kind.width), y: clamp(y, this.kind.height) };
  }

  /** Takes over what was typed with the smallest difference, so that two people may type in one note. */
  write(id: string, next: string): void {
    const text = this.root.get(id)?.get("text");
    if (!(text instanceof Y.Text)) return;
    const { start, remove, insert } = difference(text.toString(), next);
    if (!remove && !insert) return;
    this.change(() => {
      if (remove) text.delete(start, remove);
      if (insert) text.insert(start, insert);
    });
  }

  colour(id: string, colour: string): void {
    this.set(id, { colour });
  }

  group(id: string, group: string): void {
    const entry = this.root.get(id);
    const name = group.trim();
    if (name) this.set(id, { group: name });
    else if (entry?.has("group")) this.change(() => entry.delete("group"));
  }

  /** Moves a note in space. */
  moveTo(id: string, x: number, y: number): void {
    this.set(id, this.within(x, y));
  }

  /** Puts a note into a lane before another one or last; in space, in the middle of a corner. */
  putInto(id: string, place: string, before?: string): void {
    const { kind } = this;
    if (kind.lanes.length === 0) {
      const centre = centreOf(kind, place);
      const free = this.freeNear(centre.x, centre.y);
      this.moveTo(id, free.x, free.y);
      return;
    }
    const others = this.inPlace(place).filter((note) => note.id !== id);
    const index = before ? others.findIndex((note) => note.id === before) : -1;
    const at = index < 0 ? others.length : index;
    const low = others[at - 1]?.y ?? 0;
    const high = others[at]?.y;
    const y = high === undefined ? after(others.at(-1)) : Math.floor((low + high) / 2);
    this.change(() => {
      if (high !== undefined && (y <= low || y >= high)) {
        // No number is left between the two: all of the lane are numbered anew.
        for (const [number, note] of others.entries())
          this.set(note.id, { y: (number < at ? number + 1 : number + 2) * STEP });
        this.set(id, { lane: place, y: (at + 1) * STEP });
      } else this.set(id, { lane: place, y });
    });
  }

  inPlace(place: string): Note[] {
    return this.standing.notes.filter((note) => note.place === place);
  }

  /** Takes a note off the board with its arrows; `undo` brings both back. */
  remove(id: string): void {
    this.undoing.stopCapturing();
    this.change(() => {
      for (const arrow of this.standing.arrows) if (arrow.from === id || arrow.to === id) this.lines.delete(arrow.id);
      this.root.delete(id);
    });
    this.undoing.stopCapturing();
  }

  /** Draws an arrow; a second one between the same two replaces the first. */
  connect(from: string, to: string, label = ""): void {
    if (from === to || !this.read.has(from) || !this.read.has(to)) return;
    this.change(() => {
      for (const arrow of this.standing.arrows) if (arrow.from === from && arrow.to === to) this.lines.delete(arrow.id);
      const line = new Y.Map<unknown>(Object.entries({ from, to, label }));
      this.lines.set(crypto.randomUUID(), line);
    });
  }

  disconnect(arrow: string): void {
    this.change(() => this.lines.delete(arrow));
  }

  undo(): boolean {
    return this.undoing.undo() !== null;
  }

  redo(): boolean {
    return this.undoing.redo() !== null;
  }

  stop(): void {
    this.root.unobserveDeep(this.noteEvents);
    this.lines.unobserveDeep(this.lineEvents);
    this.undoing.destroy();
    this.listeners.clear();
  }
}

const number = (value: unknown, otherwise: number): number => (typeof value === "number" ? value : otherwise);
const words = (value: unknown): string => (typeof value === "string" ? value : "");
const after = (note: Note | undefined): number => Math.min((note?.y ?? 0) + STEP, LAST_PLACE);

/** The lanes or the corners of a kind. */
export const placesOf = (kind: BoardKind) => (kind.lanes.length > 0 ? kind.lanes : kind.corners);

/** The same rule as on the server: the lane it names, or the corner it stands in. */
export function placeOf(kind: BoardKind, lane: string, x: number, y: number): string {
  if (kind.lanes.length > 0) return kind.lanes.some((one) => one.id === lane) ? lane : (kind.lanes[0]?.id ?? "");
  if (kind.corners.length === 0) return "";
  return kind.corners[2 * Number(y >= kind.height / 2) + Number(x >= kind.width / 2)]?.id ?? "";
}

function centreOf(kind: BoardKind, place: string): { x: number; y: number } {
  const index = Math.max(
    0,
    kind.corners.findIndex((one) => one.id === place),
  );
  return { x: (kind.width * (1 + 2 * (index % 2))) / 4, y: (kind.height * (1 + 2 * Math.floor(index / 2))) / 4 };
}

const isHalf = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code < 0xe000;
};

/** What was typed, as one piece taken out and one put in; never through the middle of a sign of two halves. */
export function difference(before: string, next: string): { start: number; remove: number; insert: string } {
  const most = Math.min(before.length, next.length);
  let start = 0;
  while (start < most && before[start] === next[start]) start += 1;
  if (start > 0 && (isHalf(before, start) || isHalf(next, start))) start -= 1;
  let end = 0;
  while (end < most - start && before[before.length - 1 - end] === next[next.length - 1 - end]) end += 1;
  if (end > 0 && (isHalf(before, before.length - end) || isHalf(next, next.length - end))) end -= 1;
  return { start, remove: before.length - start - end, insert: next.slice(start, next.length - end) };
}
