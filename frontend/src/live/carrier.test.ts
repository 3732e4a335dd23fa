import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Carriers } from "./carrier";
import { SocketOverHttp } from "./over-http";

/** A socket whose network the test plays. */
class Line extends EventTarget {
  static opened: Line[] = [];

  constructor() {
    super();
    Line.opened.push(this);
  }

  readonly sent: number[] = [];

  send(message: Uint8Array) {
    this.sent.push(message.length);
  }

  brings() {
    this.dispatchEvent(new Event("message"));
  }

  close(code = 1006) {
    this.dispatchEvent(Object.assign(new Event("close"), { code }));
  }
}

let carriers: Carriers;
const last = () => Line.opened.at(-1) as Line;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("fetch", () => new Promise(() => undefined));
  vi.stubGlobal("location", { protocol: "https:", host: "dotank.example" });
  vi.stubGlobal("document", { cookie: "" });
  Line.opened = [];
  carriers = new Carriers("room", { Socket: Line as unknown as typeof WebSocket, againAfter: 10_000 });
});

afterEach(() => {
  carriers.leave();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function failing(times: number): void {
  for (let time = 0; time < times; time += 1) {
    carriers.next();
    last().close();
  }
}

test("what a room would cut is not sent: the connection closes with the reason, for good", () => {
  const codes: number[] = [];
  const carrier = carriers.next() as WebSocket;
  carrier.addEventListener("close", ({ code }) => codes.push(code));
  carrier.send(new Uint8Array(1536 * 1024));
  expect(codes).toEqual([]);
  carrier.send(new Uint8Array(1536 * 1024 + 1));
  expect(codes).toEqual([4413]);
  expect(last().sent).toEqual([1536 * 1024]);
});

test("a socket that brings something stays the way, however often it breaks", () => {
  for (let time = 0; time < 5; time += 1) {
    expect(carriers.next()).toBe(last());
    last().brings();
    last().close();
  }
});

test("after two that brought nothing the room goes over requests", () => {
  failing(2);
  expect(carriers.next()).toBeInstanceOf(SocketOverHttp);
});

test("a socket that opens and stays silent brings nothing either", () => {
  carriers.next();
  vi.advanceTimersByTime(6_000);
  carriers.next();
  vi.advanceTimersByTime(6_000);
  expect(carriers.next()).toBeInstanceOf(SocketOverHttp);
});

test("the server's own word is no fault of the network", () => {
  for (let time = 0; time < 5; time += 1) {
    carriers.next();
    last().close(4503);
  }
  expect(carriers.next()).toBe(last());
});

test("requests that break are followed by a socket, and by requests again", () => {
  failing(2);
  carriers.next();
  expect(carriers.next()).toBe(last());
  last().close();
  expect(carriers.next()).toBeInstanceOf(SocketOverHttp);
});

test("without sockets none is ever tried", () => {
  const none = new Carriers("room", { Socket: Line as unknown as typeof WebSocket, withoutSockets: true });
  for (let time = 0; time < 4; time += 1) expect(none.next()).toBeInstanceOf(SocketOverHttp);
  vi.advanceTimersByTime(300_000);
  expect(Line.opened).toHaveLength(0);
});

test("while requests carry the room, a socket is tried now and then, and takes over when it brings something", () => {
  failing(2);
  const carrier = carriers.next() as SocketOverHttp;
  carrier.readyState = SocketOverHttp.OPEN;
  const closed = vi.fn();
  carrier.onclose = closed;
  vi.advanceTimersByTime(10_000);
  last().close();
  expect(closed).not.toHaveBeenCalled();

  vi.advanceTimersByTime(10_000);
  last().brings();
  expect(closed).toHaveBeenCalledOnce();
  expect(carriers.next()).toBe(last());
});
