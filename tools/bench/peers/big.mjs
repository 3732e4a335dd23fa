// A document of so many single edits by eight people, as one update on standard output.
import * as Y from "yjs";

const many = Number(process.argv[2]);
const docs = Array.from({ length: 8 }, () => new Y.Doc());
const whole = new Y.Doc();
for (const doc of docs) {
  const paragraph = new Y.XmlElement("paragraph");
  paragraph.insert(0, [new Y.XmlText("|")]);
  doc.getXmlFragment("document").insert(0, [paragraph]);
  const text = doc.getXmlFragment("document").get(0).get(0);
  let at = 0;
  // Now and then somebody writes elsewhere, a little ahead of the last word: runs of about four keys, as people make them.
  for (let edit = 0; edit < many / 8; edit += 1) {
    at = edit % 4 === 0 ? Math.max(0, text.length - 1 - ((edit * 7) % 60)) : at + 1;
    text.insert(at, "x");
  }
  Y.applyUpdate(whole, Y.encodeStateAsUpdate(doc));
}
process.stdout.write(Y.encodeStateAsUpdate(whole));
