import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { IndexeddbPersistence } from "y-indexeddb";
import type { Awareness } from "y-protocols/awareness";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import { deleteDatabase, roomDatabase } from "../lib/kept";
import type { Saving } from "../ui/SaveState";
import { type CarrierOptions, Carriers } from "./carrier";
import { Ledger } from "./ledger";
import { socketAddress } from "./watch";

const SYNC = 0;
const MAY_NOT = 2;
const STORED = 4;
const STEP_1 = 0;
const SIGNED_OUT = 4401;
const ENDED = 4403;
const UNKNOWN = 4404;
const TOO_LARGE = 4413;
const NOT_UNDERSTOOD = 4422;
/** After these, coming back would not help; after every other close it does (a restart, a slow line, changed rights). */
const FINAL = new Set([SIGNED_OUT, ENDED, UNKNOWN, TOO_LARGE, NOT_UNDERSTOOD]);
/** Long enough to ask once per burst of keys, short enough to feel at once. */
const ASK_AFTER = 50;
/** The provider gives a connection up after 30 silent seconds; an answered question is also a sign of life. */
const ASK_EVERY = 10_000;

export interface Here {
  client: number;
  name: string;
  colour: string;
  me: boolean;
}

export interface RoomView {
  saving: Saving;
  here: readonly Here[];
  /** The server takes no edits from this person. */
  readOnly: boolean;
}

/** A shared document: joined over the room's socket, kept on this device, and honest about what is stored. */
export class Room {
  readonly doc = new Y.Doc();
  readonly provider: WebsocketProvider;
  private readonly carriers: Carriers;
  readonly awareness: Awareness;
  private readonly ledger = new Ledger();
  private readonly listeners = new Set<() => void>();
  private readonly database: string;
  private store: IndexeddbPersistence | null = null;
  private view: RoomView = { saving: "opening", here: [], readOnly: false };
  private readOnly = false;
  private withoutLine = false;
  private soon: ReturnType<typeof setTimeout> | undefined;
  private readonly regularly: ReturnType<typeof setInterval>;

  constructor(room: string, me: { id: string; name: string; colour: string }, options?: CarrierOptions) {
    this.database = roomDatabase(me.id, room);
    this.openStore();
    const carriers = new Carriers(room, options);
    function NextCarrier() {
      return carriers.next();
    }
    this.carriers = carriers;
    this.provider = new WebsocketProvider(socketAddress("/ws/rooms"), `${room}/`, this.doc, {
      connect: false,
      WebSocketPolyfill: NextCarrier as unknown as typeof WebSocket,
      // Two tabs must not be each other's proof that something was stored.
      disableBc: true,
      shouldReconnect: ({ code }) => !FINAL.has(code),
      // Spread, so that not everybody comes back at once after a restart.
      maxBackoffTime: 4000 + Math.random() * 6000,
    });
    this.awareness = this.provider.awareness;
    this.awareness.setLocalStateField("user", { name: me.name, color: me.colour });
    this.listen();
    this.regularly = setInterval(() => {
      // Devices have been wrong about their line: it is tried all the same.
      this.lineCame();
      this.ask();
    }, ASK_EVERY);
    // Outside a browser nobody tells.
    globalThis.addEventListener?.("offline", this.lineWent);
    globalThis.addEventListener?.("online", this.lineCame);
    this.provider.connect();
  }

  /** The device knows at once that its line went; the connection itself would be silent for half a minute. */
  private readonly lineWent = (): void => {
    if (!this.provider.shouldConnect) return;
    this.withoutLine = true;
    this.provider.disconnect();
  };

  private readonly lineCame = (): void => {
    if (!this.withoutLine) return;
    this.withoutLine = false;
    // To the others this one left: only something newer brings it back.
    this.awareness.setLocalState(this.awareness.getLocalState());
    this.provider.connect();
  };

  private openStore(): void {
    if (typeof indexedDB === "undefined") {
      this.ledger.keepsHere(false);
      return;
    }
    this.store = new IndexeddbPersistence(this.database, this.doc);
    // A private window, a full disk: what cannot be kept must not be called kept.
    this.store._db.catch(() => this.ledger.keepsHere(false));
  }

  private listen(): void {
    const { provider, ledger } = this;
    const sync = provider.messageHandlers[SYNC];
    provider.messageHandlers[SYNC] = (encoder, decoder, from, emit, type) => {
      const asksForOurs = decoding.peekVarUint(decoder) === STEP_1;
      sync?.(encoder, decoder, from, emit, type);
      if (asksForOurs) {
        ledger.sentOurs();
        this.askSoon();
      }
    };
    provider.messageHandlers[MAY_NOT] = () => {
      this.readOnly = true;
      this.changed();
    };
    provider.messageHandlers[STORED] = (_encoder, decoder) => {
      ledger.answer(decoding.readVarUint(decoder));
      this.changed();
    };
    this.doc.on("update", (_update: Uint8Array, origin: unknown) => {
      if (origin === provider) return;
      ledger.edited();
      this.askSoon();
      this.changed();
    });
    provider.on("status", ({ status }: { status: string }) => {
      if (status === "connected") {
        this.readOnly = false;
        ledger.connect();
      } else if (status === "disconnected") ledger.disconnect();
      this.changed();
    });
    provider.on("connection-close", () => {
      ledger.disconnect();
      this.changed();
    });
    provider.on("sync", (done: boolean) => {
      if (!done) return;
      ledger.receivedTheirs();
      this.askSoon();
      this.changed();
    });
    provider.on("closed", ({ code }: { code: number }) => {
      if (code === SIGNED_OUT) ledger.end("signed_out");
      else if (code === NOT_UNDERSTOOD || code === TOO_LARGE) ledger.end("refused");
      else {
        ledger.end("ended");
        // Only a lost right removes what was kept; another refusal (a room that is gone) leaves the text to its writer.
        if (code === ENDED) void this.forgetHere();
      }
      this.changed();
    });
    this.awareness.on("change", () => this.changed());
  }

  private askSoon(): void {
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.ask(), ASK_AFTER);
  }

  private ask(): void {
    const socket = this.provider.ws;
    if (socket?.readyState !== WebSocket.OPEN) return;
    const number = this.ledger.ask();
    if (number === null) return;
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, STORED);
    encoding.writeVarUint(encoder, number);
    socket.send(encoding.toUint8Array(encoder));
    this.changed();
  }

  private changed(): void {
    const saving = this.ledger.state();
    const here = this.people();
    const same =
      saving === this.view.saving &&
      this.readOnly === this.view.readOnly &&
      here.length === this.view.here.length &&
      here.every(
        (one, place) => one.client === this.view.here[place]?.client && one.name === this.view.here[place]?.name,
      );
    if (same) return;
    this.view = { saving, here, readOnly: this.readOnly };
    for (const listener of this.listeners) listener();
  }

  private people(): Here[] {
    const found: Here[] = [];
    for (const [client, state] of this.awareness.getStates()) {
      const user = (state as { user?: { name?: unknown; color?: unknown } }).user;
      if (typeof user?.name !== "string" || user.name === "") continue;
      found.push({ client, name: user.name, colour: safeColour(user.color), me: client === this.doc.clientID });
    }
    return everybodyOnce(found);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): RoomView => this.view;

  /** Removes what this device keeps of the room: the person lost access. */
  private async forgetHere(): Promise<void> {
    const { store } = this;
    if (!store) return;
    this.store = null;
    await store.destroy().catch(() => undefined);
    await deleteDatabase(this.database);
  }

  /** Leaves the room; edits not yet stored stay on this device. */
  leave(): void {
    clearTimeout(this.soon);
    clearInterval(this.regularly);
    globalThis.removeEventListener?.("offline", this.lineWent);
    globalThis.removeEventListener?.("online", this.lineCame);
    this.carriers.leave();
    this.provider.destroy();
    void this.store?.destroy();
    this.doc.destroy();
    this.listeners.clear();
  }
}

/** Oneself first, then by name; somebody with several windows open is one person, known by name and colour. */
export function everybodyOnce(found: readonly Here[]): Here[] {
  const people = new Map<string, Here>();
  const sorted = [...found].sort(
    (a, b) => Number(b.me) - Number(a.me) || a.name.localeCompare(b.name) || a.client - b.client,
  );
  for (const one of sorted) {
    const person = one.name + one.colour;
    if (!people.has(person)) people.set(person, one);
  }
  return [...people.values()];
}

/** A colour that is safe to put into a style: anything but #rrggbb becomes the theme's own. */
export function safeColour(colour: unknown): string {
  return typeof colour === "string" && /^#[0-9a-f]{6}$/i.test(colour) ? colour : "#0b5a66";
}

const COLOURS = ["#0b5a66", "#8a3ffc", "#b3261e", "#1f6f3a", "#9a5b00", "#1d4fa3", "#a3246b", "#4b5563"];

/** The same person has the same colour everywhere. */
export function colourOf(id: string): string {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + letter.charCodeAt(0)) >>> 0;
  return COLOURS[sum % COLOURS.length] ?? "#0b5a66";
}
