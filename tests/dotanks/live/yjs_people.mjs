// Two real Yjs clients with the editor's own schema. Run with the front end as working directory, read from stdin.
import { getSchema } from "@tiptap/core";
import { Bold } from "@tiptap/extension-bold";
import { Document } from "@tiptap/extension-document";
import { Heading } from "@tiptap/extension-heading";
import { Italic } from "@tiptap/extension-italic";
import { BulletList, ListItem, OrderedList } from "@tiptap/extension-list";
import { Paragraph } from "@tiptap/extension-paragraph";
import { Text } from "@tiptap/extension-text";
import { prosemirrorJSONToYXmlFragment, yXmlFragmentToProsemirrorJSON } from "@tiptap/y-tiptap";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";

const { URL: url, ROOM: room, COOKIE: cookie, ORIGIN: origin } = process.env;

class Socket extends WebSocket {
  constructor(address) {
    super(address, { headers: { Cookie: `sessionid=${cookie}`, Origin: origin } });
  }
}

function person() {
  const doc = new Y.Doc();
  const provider = new WebsocketProvider(url, `${room}/`, doc, { WebSocketPolyfill: Socket, disableBc: true });
  return { doc, provider, page: doc.getXmlFragment("document") };
}

async function until(fact, what) {
  for (let tries = 0; tries < 200; tries += 1) {
    if (fact()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`waited in vain: ${what}`);
}

const schema = getSchema([
  Document, Paragraph, Text, Heading, Bold, Italic, BulletList, ListItem, OrderedList,
]);
const a = person();
const b = person();
a.provider.awareness.setLocalStateField("user", { name: "Forged", color: "#ff0000" });
await until(() => a.page.length > 0 && b.page.length > 0, "the template");

const seed = yXmlFragmentToProsemirrorJSON(a.page);
schema.nodeFromJSON(seed).check();

prosemirrorJSONToYXmlFragment(
  schema,
  {
    type: "doc",
    content: [
      { type: "heading", attrs: { level: 3 }, content: [{ type: "text", text: "From Yjs 😀" }] },
      {
        type: "orderedList",
        attrs: { start: 2, type: null },
        content: [
          {
            type: "listItem",
            content: [
              {
                type: "paragraph",
                content: [{ type: "text", marks: [{ type: "bold" }, { type: "italic" }], text: "strong" }],
              },
            ],
          },
        ],
      },
      { type: "paragraph" },
    ],
  },
  a.page,
);
await until(() => b.page.toString().includes("strong"), "the others' text");
b.page.get(0).setAttribute("level", 2);
b.page.delete(2, 1);
await until(() => a.page.toString() === b.page.toString(), "the deletion");

// One goes offline, both write, and on return nobody's words are lost.
a.provider.disconnect();
a.page.get(0).get(0).insert(0, "offline ");
b.page.get(0).get(0).insert(0, "online ");
a.provider.connect();
await until(() => a.page.toString().includes("online") && a.page.toString() === b.page.toString(), "the merge");

const names = () => [...b.provider.awareness.getStates().values()].map((state) => state.user?.name).filter(Boolean);
await until(() => names().length > 0, "who is here");
const seen = names();
console.log(JSON.stringify({ seed, end: a.page.toString(), seen }));
process.exit(0);
