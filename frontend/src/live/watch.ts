interface WatchMessage {
  type: string;
  id?: string;
  version?: number;
  [more: string]: unknown;
}

export type WatchHandler = (message: WatchMessage) => void;
/** "opened" and "reconnected" tell that messages may have been missed before; "ended" that the person may no longer watch. */
type WatchEvent = "opened" | "reconnected" | "ended" | "signed_out";

interface Listener {
  onMessage: WatchHandler;
  onEvent: (event: WatchEvent) => void;
}

const ENDED = 4403;
const SIGNED_OUT = 4401;

/** The address of a socket on the origin this page came from. */
export function socketAddress(path: string, place: Pick<Location, "protocol" | "host"> = location): string {
  return `${place.protocol === "https:" ? "wss:" : "ws:"}//${place.host}${path}`;
}

/** How long to wait before try number `attempt`: doubling from half a second to 30 seconds, spread so that not all come back at once. */
export function patience(attempt: number, random = Math.random()): number {
  const most = Math.min(30_000, 500 * 2 ** attempt);
  return most / 2 + (most / 2) * random;
}

/** One socket per topic, shared by everything on the page that listens to it; it comes back by itself. */
class Watch {
  readonly listeners = new Set<Listener>();
  private socket: WebSocket | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private attempt = 0;
  private opened = false;
  private readonly topic: string;

  constructor(topic: string) {
    this.topic = topic;
    this.open();
  }

  private open(): void {
    const socket = new WebSocket(socketAddress(`/ws/watch/${this.topic}/`));
    this.socket = socket;
    socket.onopen = () => {
      this.attempt = 0;
      this.tell(this.opened ? "reconnected" : "opened");
      this.opened = true;
    };
    socket.onmessage = (event) => {
      const message = parse(event.data);
      if (message) for (const listener of [...this.listeners]) listener.onMessage(message);
    };
    socket.onclose = (event) => {
      if (this.socket !== socket) return;
      this.socket = null;
      if (event.code === ENDED) this.tell("ended");
      else if (event.code === SIGNED_OUT) this.tell("signed_out");
      else {
        // Where a network blocks sockets nothing is heard: then what is on the screen is read anew now and then.
        if (this.attempt > 2) this.tell("reconnected");
        this.timer = setTimeout(() => this.open(), patience(this.attempt++));
      }
    };
  }

  private tell(event: WatchEvent): void {
    for (const listener of [...this.listeners]) listener.onEvent(event);
  }

  close(): void {
    clearTimeout(this.timer);
    const { socket } = this;
    this.socket = null;
    socket?.close();
  }
}

function parse(data: unknown): WatchMessage | null {
  try {
    const message: unknown = JSON.parse(String(data));
    return typeof message === "object" && message !== null && typeof (message as WatchMessage).type === "string"
      ? (message as WatchMessage)
      : null;
  } catch {
    return null;
  }
}

const watches = new Map<string, Watch>();

/** Listens to a topic until the returned function is called. */
export function watch(topic: string, listener: Listener): () => void {
  let found = watches.get(topic);
  if (!found) {
    found = new Watch(topic);
    watches.set(topic, found);
  }
  const shared = found;
  shared.listeners.add(listener);
  return () => {
    shared.listeners.delete(listener);
    // A moment's grace: moving between two pages of one case should not close and open the same socket.
    setTimeout(() => {
      if (shared.listeners.size > 0 || watches.get(topic) !== shared) return;
      watches.delete(topic);
      shared.close();
    }, 1000);
  };
}
