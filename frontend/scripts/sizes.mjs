// Prints what a first visit loads per page, gzipped, and fails over the budgets of frontend.md section 9 (kB = 1000 bytes).

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const dist = fileURLToPath(new URL("../dist/", import.meta.url));
const manifest = JSON.parse(readFileSync(join(dist, "manifest.json"), "utf8"));
const gz = (file) => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length;

/** The entry with everything it imports at once, and of each lazy part named the same. */
function load(entries) {
  const seen = new Set();
  const js = new Set();
  const css = new Set();
  const visit = (name) => {
    const chunk = manifest[name];
    if (!chunk || seen.has(name)) return;
    seen.add(name);
    if (chunk.file.endsWith(".js")) js.add(chunk.file);
    for (const file of chunk.css ?? []) css.add(file);
    for (const other of chunk.imports ?? []) visit(other);
  };
  entries.forEach(visit);
  const sum = (files) => [...files].reduce((total, file) => total + gz(file), 0);
  return { js: sum(js), css: sum(css) };
}

const shell = ["src/app/main.tsx", "src/locales/nl/messages.po"];
const inRoom = Object.keys(manifest).filter((name) => name.startsWith("src/features/dotanks/room/"));
const workspace = [...shell, "src/locales/nl/room.po", "src/features/dotanks/RoomPage.tsx"];
const wordsOf = (page) => {
  if (!page.includes("/experiments/")) return [];
  const before = /(Exemptions|PreparePilot|Proposal|SignOffs)Page/.test(page);
  return ["pilots", ...(before ? ["gate"] : [])].map((name) => `src/locales/nl/${name}.po`);
};
const pages = [
  { name: "public pages", entries: ["src/public/public.ts"], js: 3, css: 16 },
  { name: "sign-in", entries: ["src/public/public.ts", "src/public/sign-in.ts"], js: 4, css: 16 },
  { name: "signed-in shell", entries: shell, js: 160, css: 30 },
  ...Object.keys(manifest)
    .filter((name) => /^src\/features\/.*Page\.tsx$/.test(name) && !name.includes("/room/"))
    .map((name) => ({
      name: name.replace(/^src\/features\//, ""),
      entries: [...shell, ...wordsOf(name), name],
      js: 185,
      css: 32,
      quiet: true,
    })),
  // What a room loads when it opens; each part beside the document comes when somebody opens it.
  {
    name: "workspace",
    entries: [
      ...workspace,
      ...inRoom.filter((name) => !/(Part|Page|BringIn|ReadVersion|SubmitProposal)\.tsx$/.test(name)),
    ],
    js: 350,
    css: 32,
  },
  { name: "workspace, every part open", entries: [...workspace, ...inRoom], js: 390, css: 32 },
];

const kb = (bytes) => (bytes / 1000).toFixed(1).padStart(6);
let over = false;
for (const page of pages) {
  const { js, css } = load(page.entries);
  const bad = js > page.js * 1000 || css > page.css * 1000;
  over ||= bad;
  if (!page.quiet || bad || process.argv.includes("--all"))
    console.log(
      `${page.name.padEnd(34)} js ${kb(js)} / ${page.js}   css ${kb(css)} / ${page.css} kB gz${bad ? "   OVER" : ""}`,
    );
}

const fonts = readdirSync(join(dist, "assets")).filter((file) => file.endsWith(".woff2"));
const font = fonts.reduce((total, file) => total + readFileSync(join(dist, "assets", file)).length, 0);
console.log(`${"font".padEnd(34)} ${fonts.length} file, ${kb(font).trim()} / 50 kB`);
if (fonts.length !== 1 || font > 50_000) over = true;

if (over) {
  console.error("Over budget: see frontend/README.md, “Sizes”.");
  process.exitCode = 1;
}
