import { defineConfig } from "@lingui/cli";
import { formatter } from "@lingui/format-po";

export default defineConfig({
  sourceLocale: "en",
  locales: ["en", "nl", "sv", "nb"],
  catalogs: [
    { path: "<rootDir>/src/locales/{locale}/messages", include: ["src"], exclude: ["**/*.test.*", "**/testing/**"] },
  ],
  // Line numbers and dates would change the catalogues with every edit of the code.
  format: formatter({ lineNumbers: false, foldLength: 0 } as Parameters<typeof formatter>[0]),
  orderBy: "message",
  compileNamespace: "ts",
});
