import { lingui, linguiTransformerBabelPreset } from "@lingui/vite-plugin";
import babel from "@rolldown/plugin-babel";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const django = `127.0.0.1:${process.env.DJANGO_PORT ?? "8000"}`;
const base = "/static/";

export default defineConfig({
  base,
  plugins: [react(), lingui(), babel({ presets: [linguiTransformerBabelPreset()] })],
  build: {
    manifest: "manifest.json",
    target: "es2023",
    // Inlined files become data: addresses, which the content security policy does not allow.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: ["src/app/main.tsx", "src/public/public.ts", "src/public/sign-in.ts"],
      // Designsystemet's React package does not say that its parts are free of side effects: one button would bring all of it.
      treeshake: { moduleSideEffects: (id) => !/@digdir\/designsystemet-react/.test(id) },
    },
  },
  server: {
    port: Number(process.env.VITE_PORT ?? 5173),
    strictPort: true,
    proxy: {
      // Everything that is not the front end's own source is Django's; Host stays as it is so that it matches Origin.
      [`^/(?!${base.slice(1)}(?:src|node_modules|@|favicon)|@)`]: {
        target: `http://${django}`,
        ws: true,
        changeOrigin: false,
      },
    },
  },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["src/lib/testing/setup.ts"],
    restoreMocks: true,
    maxWorkers: 2,
  },
});
