// One person's browser without a window: the front end's own room, in Node. Run with the front end as working directory.
// Every line that comes in is the body of a function; its answer goes out as one line of JSON.
import { registerHooks } from "node:module";
import { createInterface } from "node:readline";

registerHooks({
  resolve(name, context, next) {
    try {
      return next(name, context);
    } catch (wrong) {
      if (!name.startsWith(".")) throw wrong;
      return next(`${name}.ts`, context);
    }
  },
});
process.on("warning", () => undefined);

const { BASE: base, COOKIE: session, ROOM: room_id, NETWORK: network } = process.env;
const token = "a".repeat(32);
const headers = { Cookie: `sessionid=${session}; csrftoken=${token}`, Origin: base };
globalThis.location = new URL(base);
globalThis.document = { cookie: `csrftoken=${token}` };

const calls = [];
const opened = [];
const realFetch = fetch;
globalThis.fetch = (path, init) => {
  calls.push(init.method);
  const more = { ...init, headers: { ...init.headers, ...headers } };
  if (network === "held back" && init.headers.Accept === "text/event-stream")
    return new Promise((_, refuse) => init.signal.addEventListener("abort", () => refuse(new Error("held back"))));
  return realFetch(new URL(path, base), more);
};

const RealSocket = WebSocket;
let blocked = network !== "open";
class Socket extends RealSocket {
  constructor(address) {
    super(blocked ? "ws://127.0.0.1:1/" : address, { headers });
    opened.push(address);
  }
}

const Y = await import("yjs");
const { Room } = await import(`file://${process.cwd()}/src/live/room.ts`);
const room = new Room(room_id, { id: "me", name: "Me", colour: "#000000" }, { Socket, againAfter: 300 });
const page = room.doc.getXmlFragment("document");

function write(text) {
  if (page.length === 0) {
    const paragraph = new Y.XmlElement("paragraph");
    paragraph.insert(0, [new Y.XmlText(text)]);
    page.insert(0, [paragraph]);
  } else {
    const run = page.get(0).get(0);
    run.insert(run.length, text);
  }
}

async function until(fact, what = String(fact)) {
  const end = Date.now() + 60_000;
  while (!fact()) {
    if (Date.now() > end) throw new Error(`waited in vain for ${what}; ${room.snapshot().saving}: ${String(page).slice(-2000)}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const tools = { room, page, write, until, calls, opened, text: () => String(page), saving: () => room.snapshot().saving,
  unblock: () => { blocked = false; } };
const Work = Object.getPrototypeOf(until).constructor;
for await (const line of createInterface({ input: process.stdin })) {
  try {
    const answer = await new Work(...Object.keys(tools), JSON.parse(line))(...Object.values(tools));
    console.log(JSON.stringify({ answer: answer ?? null }));
  } catch (wrong) {
    console.log(JSON.stringify({ wrong: String(wrong.stack ?? wrong) }));
  }
}
process.exit(0);
