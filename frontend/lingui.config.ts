import { defineConfig } from "@lingui/cli";
import { formatter } from "@lingui/format-po";

const tests = ["**/*.test.*", "**/testing/**"];
const room = ["src/features/dotanks/room/**", "src/features/dotanks/RoomPage.tsx"];
const experiments = "src/features/experiments";
const gate = ["exemptions/**", "inbox/**", "prepare/**", "proposal/**"].map((part) => `${experiments}/${part}`);
gate.push(...["Exemptions", "PreparePilot", "Proposal", "SignOffs"].map((name) => `${experiments}/${name}Page.tsx`));
const pilots = [`${experiments}/**`];

export default defineConfig({
  sourceLocale: "en",
  locales: ["en", "nl", "sv", "nb"],
  catalogs: [
    // The room, and the pages from sign-off to pilot, have many words that nobody else needs: they come with them.
    { path: "<rootDir>/src/locales/{locale}/messages", include: ["src"], exclude: [...room, ...pilots, ...tests] },
    { path: "<rootDir>/src/locales/{locale}/room", include: room, exclude: tests },
    { path: "<rootDir>/src/locales/{locale}/pilots", include: pilots, exclude: [...gate, ...tests] },
    { path: "<rootDir>/src/locales/{locale}/gate", include: gate, exclude: tests },
  ],
  // Line numbers and dates would change the catalogues with every edit of the code.
  format: formatter({ lineNumbers: false, foldLength: 0 } as Parameters<typeof formatter>[0]),
  orderBy: "message",
  runtimeConfigModule: { Trans: ["#trans", "Trans"] },
  compileNamespace: "ts",
});
