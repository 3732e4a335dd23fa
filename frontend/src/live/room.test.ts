import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { everybodyOnce, Room } from "./room";

/** A line that opens when told, and whose end no server ever reports. */
class Line extends EventTarget {
  static made: Line[] = [];
  readonly OPEN = 1;
  readyState = 0;
  onopen: (() => void) | null = null;
  constructor() {
    super();
    Line.made.push(this);
  }
  open(): void {
    this.readyState = 1;
    this.onopen?.();
  }
  send(): void {}
  close(): void {
    this.readyState = 3;
  }
}

const ME = { id: "p1", name: "Ada", colour: "#0b5a66" };

describe("what the device says of its line", () => {
  let room: Room;

  beforeEach(() => {
    Line.made = [];
    room = new Room("r1", ME, { Socket: Line as unknown as typeof WebSocket });
    Line.made[0]?.open();
  });

  afterEach(() => {
    room.leave();
  });

  test("is believed at once, before the connection notices anything", () => {
    room.doc.getText("t").insert(0, "On the train");
    expect(room.snapshot().saving).not.toBe("unkept");

    dispatchEvent(new Event("offline"));

    expect(room.snapshot().saving).toBe("unkept");
    expect(Line.made[0]?.readyState).toBe(3);
  });

  test("brings a new connection when it is back, and nothing but that ends the warning", () => {
    dispatchEvent(new Event("offline"));
    dispatchEvent(new Event("online"));
    expect(room.snapshot().saving).toBe("unkept");

    Line.made.at(-1)?.open();

    expect(room.snapshot().saving).not.toBe("unkept");
    expect(Line.made).toHaveLength(2);
  });

  test("is doubted after a while, for devices have been wrong", () => {
    vi.useFakeTimers();
    room.leave();
    room = new Room("r1", ME, { Socket: Line as unknown as typeof WebSocket });
    dispatchEvent(new Event("offline"));
    const before = Line.made.length;

    vi.advanceTimersByTime(10_000);

    expect(Line.made).toHaveLength(before + 1);
    vi.useRealTimers();
  });

  test("disturbs no connection that works", () => {
    dispatchEvent(new Event("online"));

    expect(Line.made).toHaveLength(1);
  });
});

const at = (client: number, name: string, colour: string, me = false) => ({ client, name, colour, me });

test("somebody with two windows is here once, and oneself is never somebody else", () => {
  const here = [
    at(9, "Sanne", "#0b5a66"),
    at(4, "Lotte Vermeer", "#a11200"),
    at(7, "Lotte Vermeer", "#a11200", true),
    at(2, "Sanne", "#0b5a66"),
  ];

  expect(everybodyOnce(here).map(({ client }) => client)).toEqual([7, 2]);
});

test("two people of one name are two", () => {
  expect(everybodyOnce([at(1, "Sanne", "#0b5a66"), at(2, "Sanne", "#a11200")])).toHaveLength(2);
});
