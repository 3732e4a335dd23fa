// Puts translations into the catalogues: node scripts/translate.mjs words.json [--over]
// words.json: { "source text exactly as in the .po": { "nl": "…", "sv": "…", "nb": "…" } }. Fills what is empty; --over replaces too.
import { readFileSync, renameSync, writeFileSync } from "node:fs";

const [file, ...flags] = process.argv.slice(2);
const words = JSON.parse(readFileSync(file, "utf8"));
const quoted = (text) => JSON.stringify(text);
const used = new Set();

const catalogues = ["nl", "sv", "nb"].flatMap((language) =>
  ["messages", "room", "pilots", "gate"].map((name) => ({ language, name })),
);
for (const { language, name } of catalogues) {
  const path = `src/locales/${language}/${name}.po`;
  let filled = 0;
  const po = readFileSync(path, "utf8").replace(/^msgid (".*")\nmsgstr (".*")$/gm, (entry, id, before) => {
    const source = JSON.parse(id);
    const text = words[source]?.[language];
    if (!source || text === undefined) return entry;
    used.add(source);
    if (before !== '""' && !flags.includes("--over")) return entry;
    filled += 1;
    return `msgid ${id}\nmsgstr ${quoted(text)}`;
  });
  writeFileSync(`${path}.new`, po);
  renameSync(`${path}.new`, path);
  const open = [...po.matchAll(/^msgid "(.+)"\nmsgstr ""$/gm)].map((match) => match[1]);
  console.log(
    `${language} ${name}: ${filled} filled, ${open.length} still open${open.length ? `: ${open.slice(0, 8).join(" | ")}` : ""}`,
  );
}
for (const source of Object.keys(words)) if (!used.has(source)) console.log(`not in the catalogues: ${source}`);
