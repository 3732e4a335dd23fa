import { expect, test } from "vitest";
import * as Y from "yjs";
import { difference, Notes } from "./notes";
import { LANES, MAP } from "./testing/kinds";

/** Two people's documents, each of which gets what the other does. */
function two() {
  const [a, b] = [new Y.Doc(), new Y.Doc()];
  const exchange = () => {
    Y.applyUpdate(b, Y.encodeStateAsUpdate(a, Y.encodeStateVector(b)));
    Y.applyUpdate(a, Y.encodeStateAsUpdate(b, Y.encodeStateVector(a)));
  };
  return { mine: new Notes(a, LANES), theirs: new Notes(b, LANES), exchange };
}

const texts = (notes: Notes, place?: string) =>
  notes
    .snapshot()
    .notes.filter((note) => place === undefined || note.place === place)
    .map((note) => note.text);

test("two people write in one note and no letter is lost", () => {
  const { mine, theirs, exchange } = two();
  const id = mine.add({ text: "We meet 😀" });
  exchange();
  mine.write(id, "We often meet 😀");
  theirs.write(id, "We meet 😁 again");
  exchange();
  expect(texts(mine)).toEqual(["We often meet 😁 again"]);
  expect(texts(theirs)).toEqual(texts(mine));
});

test.each([
  ["", "a"],
  ["abc", "abXc"],
  ["aaa", "aa"],
  ["😀", "😁"],
  ["a😀b", "a😀😀b"],
  ["one two", "two"],
])("the difference of %j and %j gives the second", (before, next) => {
  const { start, remove, insert } = difference(before, next);
  expect(before.slice(0, start) + insert + before.slice(start + remove)).toBe(next);
  // Half a sign cannot be encoded.
  expect(() => encodeURIComponent(insert) + encodeURIComponent(before.slice(start, start + remove))).not.toThrow();
});

test("a note goes before another, also when no number is left between two", () => {
  const notes = new Notes(new Y.Doc(), LANES);
  const ids = ["a", "b", "c"].map((text) => notes.add({ place: "worked", text }));
  for (let times = 0; times < 30; times += 1) {
    notes.putInto(ids[2] as string, "worked", ids[1]);
    notes.putInto(ids[0] as string, "worked", ids[2]);
    notes.putInto(ids[2] as string, "worked", ids[0]);
    notes.putInto(ids[1] as string, "worked", ids[0]);
  }
  expect(texts(notes)).toEqual(["c", "b", "a"]);
  expect(notes.snapshot().notes.every((note) => Number.isInteger(note.y) && note.y > 0)).toBe(true);
});

test("removing takes the arrows along, and undo brings all back", () => {
  const notes = new Notes(new Y.Doc(), MAP);
  const [one, other] = [notes.add({ text: "one" }), notes.add({ text: "other" })];
  notes.connect(one, other);
  notes.group(one, " Later ");
  notes.remove(one);
  expect(texts(notes)).toEqual(["other"]);
  expect(notes.snapshot().arrows).toEqual([]);
  expect(notes.undo()).toBe(true);
  expect(texts(notes).sort()).toEqual(["one", "other"]);
  expect(notes.snapshot().arrows).toMatchObject([{ from: one, to: other }]);
  expect(notes.snapshot().groups).toEqual(["Later"]);
});

test("what somebody else did is not undone by me", () => {
  const { mine, theirs, exchange } = two();
  mine.add({ text: "mine" });
  exchange();
  theirs.add({ text: "theirs" });
  exchange();
  mine.undo();
  expect(texts(mine)).toEqual(["theirs"]);
});

test("only the note that changed becomes a new object", () => {
  const notes = new Notes(new Y.Doc(), LANES);
  const [one, other] = [notes.add({ text: "one" }), notes.add({ text: "other" })];
  const before = notes.get(other);
  notes.write(one, "one more");
  expect(notes.get(other)).toBe(before);
});

test("a note stays on the board, and new ones never hide each other", () => {
  const notes = new Notes(new Y.Doc(), MAP);
  const id = notes.add();
  notes.moveTo(id, -50, 99_999);
  expect(notes.get(id)).toMatchObject({ x: 0, y: 800, place: "between" });
  const [one, other] = [notes.add({ place: "first" }), notes.add({ place: "first" })].map((each) => notes.get(each));
  expect([one?.x, one?.y]).not.toEqual([other?.x, other?.y]);
});
