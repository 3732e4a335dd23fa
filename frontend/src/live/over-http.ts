import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { csrfToken } from "../lib/server-page";

const CONNECTING = 0;
const OPEN = 1;
const CLOSED = 3;
const CAME_TO_NOTHING = 1006;
const LEFT = 1000;
const COME_BACK = 4509;
/** A stream that is silent for longer than this at its beginning is being held back on its way. */
const HELD_BACK_AFTER = 4_000;
/** The server says something every 15 seconds. */
const DEAD_AFTER = 40_000;
/** Stays below what one request may carry (1 MiB). */
const AT_ONCE = 512 * 1024;

/** Whether streams come through here; found out once per page. */
let streams = true;

/**
 * A room's connection over plain requests, with the face of a WebSocket: the same messages, a little slower.
 * Nothing is repeated here: a request that fails closes the connection, and the next one says anew what each side has.
 */
export class SocketOverHttp {
  static readonly OPEN = OPEN;
  readonly OPEN = OPEN;
  binaryType = "arraybuffer";
  readyState = CONNECTING;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: ArrayBuffer }) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  onerror: ((event: Event) => void) | null = null;
  private readonly address: string;
  private readonly stop = new AbortController();
  private seat = "";
  private waiting: Uint8Array[] = [];
  private sending = false;
  private alive: ReturnType<typeof setTimeout> | undefined;

  constructor(address: string) {
    this.address = address;
    void this.run();
  }

  send(message: Uint8Array): void {
    if (this.readyState !== OPEN) return;
    this.waiting.push(message);
    if (!this.sending) void this.sendWaiting();
  }

  close(code = LEFT): void {
    if (this.readyState === CLOSED) return;
    if (this.seat) void this.ask("DELETE", { keepalive: true, signal: null }).catch(() => undefined);
    this.end(code);
  }

  /** Ends so that the room connects again, by a better way. */
  giveWay(): void {
    this.close(COME_BACK);
  }

  private async run(): Promise<void> {
    this.expect(DEAD_AFTER);
    try {
      const answer = await this.ask("POST");
      this.seat = ((await answer.json()) as { seat: string }).seat;
      if (this.readyState === CLOSED) return;
      if (streams) await this.stream();
      else await this.poll();
    } catch (wrong) {
      this.end(wrong instanceof Refused ? wrong.code : CAME_TO_NOTHING);
    }
  }

  private opened(): void {
    if (this.readyState !== CONNECTING) return;
    this.readyState = OPEN;
    this.onopen?.();
  }

  private async stream(): Promise<void> {
    // Held back streams are closed by nobody: only their silence shows.
    this.expect(HELD_BACK_AFTER, () => {
      streams = false;
    });
    const answer = await this.ask("GET", { headers: { Accept: "text/event-stream" } });
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    if (!reader) throw new Refused(CAME_TO_NOTHING);
    let rest = "";
    for (;;) {
      const { value, done } = await reader.read();
      if (done || this.readyState === CLOSED) break;
      this.opened();
      this.expect(DEAD_AFTER);
      const events = (rest + value).split("\n\n");
      rest = events.pop() ?? "";
      for (const event of events) this.hear(event);
    }
    this.end(CAME_TO_NOTHING);
  }

  private hear(event: string): void {
    if (event.startsWith("data: ")) this.tell(fromBase64(event.slice(6)));
    else if (event.startsWith("event: end")) this.end(Number(event.split("data: ")[1]) || CAME_TO_NOTHING);
  }

  private expect(patience: number, missed?: () => void): void {
    clearTimeout(this.alive);
    this.alive = setTimeout(() => {
      missed?.();
      this.close(CAME_TO_NOTHING);
    }, patience);
  }

  private async poll(): Promise<void> {
    this.opened();
    while (this.readyState === OPEN) {
      this.expect(DEAD_AFTER);
      const answer = await this.ask("GET", { headers: { Accept: "application/octet-stream" } });
      const decoder = decoding.createDecoder(new Uint8Array(await answer.arrayBuffer()));
      while (decoding.hasContent(decoder)) this.tell(decoding.readVarUint8Array(decoder));
    }
  }

  private tell(message: Uint8Array): void {
    if (this.readyState === OPEN) this.onmessage?.({ data: new Uint8Array(message).buffer });
  }

  private async sendWaiting(): Promise<void> {
    this.sending = true;
    try {
      // One request at a time keeps the order; what is written meanwhile goes together in the next.
      while (this.waiting.length > 0 && this.readyState === OPEN) {
        const body = encoding.createEncoder();
        do encoding.writeVarUint8Array(body, this.waiting.shift() as Uint8Array);
        while (this.waiting[0] && encoding.length(body) + this.waiting[0].length < AT_ONCE);
        await this.ask("POST", { body: new Uint8Array(encoding.toUint8Array(body)) });
      }
    } catch (wrong) {
      this.end(wrong instanceof Refused ? wrong.code : CAME_TO_NOTHING);
    } finally {
      this.sending = false;
    }
  }

  private async ask(method: string, more: RequestInit = {}): Promise<Response> {
    const answer = await fetch(this.address, {
      method,
      credentials: "same-origin",
      cache: "no-store",
      signal: this.stop.signal,
      ...more,
      headers: { ...(this.seat && { "X-Seat": this.seat }), "X-CSRFToken": csrfToken(), ...more.headers },
    });
    if (answer.ok) return answer;
    const { code } = (await answer.json().catch(() => ({}))) as { code?: number };
    throw new Refused(code ?? COME_BACK);
  }

  private end(code: number): void {
    if (this.readyState === CLOSED) return;
    this.readyState = CLOSED;
    clearTimeout(this.alive);
    this.waiting = [];
    this.stop.abort();
    this.onclose?.({ code, reason: "" });
  }
}

/** The server said no; the code is the one a socket would have closed with. */
class Refused extends Error {
  readonly code: number;

  constructor(code: number) {
    super(`refused with ${code}`);
    this.code = code;
  }
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
