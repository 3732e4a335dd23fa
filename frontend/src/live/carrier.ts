import { SocketOverHttp } from "./over-http";
import { socketAddress } from "./watch";

/** After so many sockets in a row that brought nothing, the same room goes on over plain requests. */
const TRIES = 2;
/** A network that blocks sockets may also just swallow them. */
const OPENS_WITHIN = 6_000;
const AGAIN_AFTER = 120_000;
/** The largest message a room takes. A larger one would be cut on its way, and come again with every new connection. */
const LARGEST = 1536 * 1024;
const TOO_LARGE = 4413;

export interface CarrierOptions {
  Socket?: typeof WebSocket;
  /** Never a socket, for a network where even trying one is unwelcome. */
  withoutSockets?: boolean;
  /** How long until a socket is tried again beside the requests. */
  againAfter?: number;
}

/** What y-websocket uses of a socket. */
type Carrier = WebSocket | SocketOverHttp;

/**
 * Chooses what carries a room's messages: a socket where the network lets it through, else requests. It goes back to
 * sockets when one, tried now and then beside the requests, brings something.
 */
export class Carriers {
  private failures = 0;
  private trying: ReturnType<typeof setTimeout> | undefined;
  private readonly room: string;
  private readonly Socket: typeof WebSocket;
  private readonly againAfter: number;
  private readonly withoutSockets: boolean;
  /** The requests that carry the room now, if they do. */
  private current: SocketOverHttp | null = null;

  constructor(room: string, options: CarrierOptions = {}) {
    this.room = room;
    this.Socket = options.Socket ?? WebSocket;
    this.againAfter = options.againAfter ?? AGAIN_AFTER;
    this.withoutSockets = options.withoutSockets ?? false;
  }

  /** The next connection, for y-websocket to use as if it were a socket. */
  next(): Carrier {
    this.leave();
    const carrier = this.failures < TRIES && !this.withoutSockets ? this.socket() : this.requests();
    const send = carrier.send.bind(carrier) as (message: Uint8Array<ArrayBuffer>) => void;
    carrier.send = (message: Uint8Array<ArrayBuffer>) => {
      if (message.length > LARGEST) carrier.close(TOO_LARGE);
      else send(message);
    };
    return carrier;
  }

  private socket(): WebSocket {
    const socket = new this.Socket(socketAddress(`/ws/rooms/${this.room}/`));
    this.watch(
      socket,
      () => {
        this.failures = 0;
      },
      () => {
        this.failures += 1;
      },
    );
    return socket;
  }

  private requests(): SocketOverHttp {
    // Should this come to nothing too, a socket is as good a try.
    this.failures = TRIES - 1;
    const carrier = new SocketOverHttp(`/live/rooms/${this.room}/`);
    this.current = carrier;
    this.trySocketLater(carrier);
    return carrier;
  }

  private trySocketLater(carrier: SocketOverHttp): void {
    if (this.withoutSockets || carrier !== this.current) return;
    clearTimeout(this.trying);
    this.trying = setTimeout(() => this.trySocket(carrier), this.againAfter);
  }

  private trySocket(carrier: SocketOverHttp): void {
    if (carrier !== this.current) return;
    if (carrier.readyState !== SocketOverHttp.OPEN) {
      this.trySocketLater(carrier);
      return;
    }
    const socket = new this.Socket(socketAddress(`/ws/rooms/${this.room}/`));
    this.watch(
      socket,
      () => {
        this.failures = 0;
        socket.close();
        carrier.giveWay();
      },
      () => this.trySocketLater(carrier),
    );
  }

  /** A socket works when it brings a message: some networks let it open and nothing through. */
  private watch(socket: WebSocket, works: () => void, fails: () => void): void {
    let known = false;
    const now = (what: () => void) => {
      clearTimeout(patience);
      if (!known) what();
      known = true;
    };
    const patience = setTimeout(() => {
      now(fails);
      socket.close();
    }, OPENS_WITHIN);
    socket.addEventListener("message", () => now(works));
    socket.addEventListener("close", ({ code }) => now(code >= 4400 ? works : fails));
  }

  leave(): void {
    clearTimeout(this.trying);
    this.current = null;
  }
}
