// Many people who type, in one process that does little per message: it writes real Yjs edits, and finds in what it hears
// when each edit was sent instead of applying it. Told what to do by one JSON argument; answers one line of JSON.
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import WebSocket from "ws";
import * as Y from "yjs";

const task = JSON.parse(process.argv[2]);
const { kind, url, rooms, clients, rate, seconds, warm = 0, cookies = [], origin } = task;
const [SYNC, AWARENESS] = [0, 1];
const now = () => performance.now();

class Client {
  constructor(room, number) {
    this.room = room;
    this.number = number;
    this.doc = new Y.Doc();
    this.heard = 0;
    this.latencies = [];
    this.newest = new Map(); // per writer: its newest edit seen here
    this.clock = 0;
    this.ready = new Promise((resolve) => {
      this.isReady = resolve;
    });
    const headers = cookies.length ? { Cookie: `sessionid=${cookies[number % cookies.length]}`, Origin: origin } : {};
    const path = kind === "hocuspocus" ? "" : `/${room}`;
    this.socket = new WebSocket(url + path, { headers, perMessageDeflate: false, maxPayload: 2 ** 30 });
    this.socket.binaryType = "nodebuffer";
    this.socket.on("open", () => this.begin());
    this.socket.on("message", (data) => this.hear(data));
    this.socket.on("error", () => undefined);
  }

  frame(type, fill) {
    const encoder = encoding.createEncoder();
    if (kind === "hocuspocus") encoding.writeVarString(encoder, this.room);
    encoding.writeVarUint(encoder, type);
    fill(encoder);
    this.socket.send(encoding.toUint8Array(encoder));
  }

  begin() {
    if (kind === "hocuspocus")
      this.frame(2, (encoder) => {
        encoding.writeVarUint(encoder, 0);
        encoding.writeVarString(encoder, "");
      });
    this.frame(SYNC, (encoder) => {
      encoding.writeVarUint(encoder, 0);
      encoding.writeVarUint8Array(encoder, Y.encodeStateVector(this.doc));
    });
  }

  hear(data) {
    const decoder = decoding.createDecoder(data);
    if (kind === "hocuspocus") decoding.readVarString(decoder);
    const type = decoding.readVarUint(decoder);
    // Hocuspocus sends a second kind of sync that asks for no answer.
    if (type !== SYNC && !(kind === "hocuspocus" && type === 4)) return;
    const step = decoding.readVarUint(decoder);
    if (step === 0) return;
    if (step === 1) {
      this.isReady(now());
      if (task.join) Y.applyUpdate(this.doc, decoding.readVarUint8Array(decoder));
      return;
    }
    this.look(data);
  }

  /** Edits look like [writer.number.milliseconds]. */
  look(data) {
    const at = now();
    for (const [, writer, number, sent] of data.latin1Slice().matchAll(/\[(\d+)\.(\d+)\.([\d.]+)\]/g)) {
      if (Number(writer) === this.number) continue;
      this.heard += 1;
      if (Number(sent) >= measuring) this.latencies.push(at - Number(sent));
      this.newest.set(writer, Math.max(Number(number), this.newest.get(writer) ?? -1));
    }
  }

  prepare() {
    this.doc.on("update", (update) =>
      this.frame(SYNC, (encoder) => {
        encoding.writeVarUint(encoder, 2);
        encoding.writeVarUint8Array(encoder, update);
      }),
    );
    const paragraph = new Y.XmlElement("paragraph");
    this.text = new Y.XmlText("|");
    paragraph.insert(0, [this.text]);
    this.doc.getXmlFragment("document").insert(0, [paragraph]);
    this.sent = 0;
  }

  type() {
    this.text.insert(this.text.length, `[${this.number}.${this.sent}.${now().toFixed(1)}]`);
    this.sent += 1;
    if (this.sent % 4 === 0)
      this.frame(AWARENESS, (encoder) => {
        const inner = encoding.createEncoder();
        encoding.writeVarUint(inner, 1);
        encoding.writeVarUint(inner, this.doc.clientID);
        encoding.writeVarUint(inner, (this.clock += 1));
        encoding.writeVarString(inner, JSON.stringify({ cursor: { anchor: this.sent, head: this.sent } }));
        encoding.writeVarUint8Array(encoder, encoding.toUint8Array(inner));
      });
  }
}

let measuring = Infinity;

async function join() {
  const began = now();
  const one = new Client(rooms[0], 0);
  const at = await one.ready;
  const text = one.doc.getXmlFragment("document").toString();
  console.log(JSON.stringify({ milliseconds: at - began, length: text.length, ...(task.text && { text }) }));
  process.exit(0);
}

async function load() {
  const everybody = rooms.flatMap((room, place) =>
    Array.from({ length: clients }, (_, number) => new Client(room, place * clients + number)),
  );
  await Promise.all(everybody.map((one) => one.ready));
  for (const one of everybody) one.prepare();
  if (task.tell) setInterval(() => console.log(JSON.stringify(seen(everybody))), 50);
  console.error("typing");
  const step = 1000 / rate / everybody.length;
  const began = now();
  const end = began + (warm + seconds) * 1000;
  measuring = began + warm * 1000;
  setTimeout(() => console.error("measuring"), warm * 1000);
  let turn = 0;
  await new Promise((resolve) => {
    const timer = setInterval(() => {
      // Everybody in turn, evenly spread; what a late timer missed is typed at once.
      while (began + turn * step <= now()) everybody[turn++ % everybody.length].type();
      if (now() >= end) {
        clearInterval(timer);
        resolve();
      }
    }, 2);
  });
  console.error("measured");
  const heard = () => everybody.reduce((sum, one) => sum + one.heard, 0);
  const expected = everybody.reduce((sum, one) => sum + one.sent * (clients - 1), 0);
  for (let tries = 0; tries < 100 && heard() < expected; tries += 1) await new Promise((go) => setTimeout(go, 100));
  const latencies = everybody.flatMap((one) => one.latencies).sort((a, b) => a - b);
  const part = (share) => latencies[Math.floor(latencies.length * share)];
  const { user, system } = process.cpuUsage();
  console.log(
    JSON.stringify({ heard: heard(), expected, measured: latencies.length, p50: part(0.5), p95: part(0.95), cpu: (user + system) / 1000 }),
  );
  process.exit(0);
}

/** Per writer: the newest of its edits that somebody else has seen. */
function seen(everybody) {
  const newest = {};
  for (const one of everybody)
    for (const [writer, number] of one.newest) newest[writer] = Math.max(number, newest[writer] ?? -1);
  return newest;
}

await (task.join ? join() : load());
