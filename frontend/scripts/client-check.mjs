// Fails when src/api/schema.d.ts is not what schema.yml says.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const work = mkdtempSync(join(tmpdir(), "do-tank-client-"));
try {
  const made = join(work, "schema.d.ts");
  execFileSync("node", ["node_modules/openapi-typescript/bin/cli.js", "../schema.yml", "-o", made], { stdio: "pipe" });
  if (readFileSync(made, "utf8") !== readFileSync("src/api/schema.d.ts", "utf8")) {
    console.error("src/api/schema.d.ts does not match schema.yml: run `make client`.");
    process.exitCode = 1;
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
