// Everything `make check` asks of the front end; runs all of it and fails at the end, so that one run shows every finding.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

const node = process.execPath;
const languages = ["en", "nl", "sv", "nb"];
const paths = languages.flatMap((code) =>
  ["messages", "room", "pilots", "gate"].map((name) => `src/locales/${code}/${name}.po`),
);
const catalogues = () => paths.map((path) => readFileSync(path, "utf8")).join("\0");
let failed = false;

function step(name, ...args) {
  const { status } = spawnSync(node, args, { stdio: "inherit" });
  if (status !== 0) {
    failed = true;
    console.error(`✗ ${name}`);
  }
}

const before = catalogues();
step("messages can be extracted", "node_modules/@lingui/cli/dist/lingui.js", "extract");
if (catalogues() !== before) {
  failed = true;
  console.error("✗ the catalogues did not match the code: they do now; translate what is new and commit them.");
}
step("every message is translated", "node_modules/@lingui/cli/dist/lingui.js", "compile", "--strict");
step("types", "node_modules/typescript7/bin/tsc", "--noEmit");
step("lint and format", "node_modules/@biomejs/biome/bin/biome", "ci", ".");
process.exitCode = failed ? 1 : 0;
