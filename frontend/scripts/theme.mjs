// Builds src/theme/do-tank.css from theme/designsystemet.config.json. Run by hand after a change of colour:
// the result is committed, so that nobody else needs the 150 packages of the command-line tool.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const work = mkdtempSync(join(tmpdir(), "do-tank-theme-"));
const run = (...args) =>
  execFileSync("npx", ["--yes", "@digdir/designsystemet@1.15.0", "tokens", ...args], { cwd: work, stdio: "inherit" });

try {
  copyFileSync(join(root, "theme/designsystemet.config.json"), join(work, "designsystemet.config.json"));
  run("create");
  run("build", "-t", ".tokens", "-o", "built");
  copyFileSync(join(work, "built/do-tank.css"), join(root, "src/theme/do-tank.css"));
} finally {
  rmSync(work, { recursive: true, force: true });
}
