import { fileURLToPath } from "node:url";
import optimizeLocales from "@react-aria/optimize-locales-plugin";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const server = process.env.ORCHESTRASEC_SERVER ?? "http://127.0.0.1:8000";

export default defineConfig({
  plugins: [
    react(),
    tailwindcss(),
    // Without this every language of react-aria's own strings lands in the bundle.
    { ...optimizeLocales.vite({ locales: ["en-US"] }), enforce: "pre" },
  ],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  server: { proxy: { "/api": server, "/ws": { target: server, ws: true } } },
  build: {
    target: "es2022",
    outDir: "../static",
    emptyOutDir: true,
    manifest: true,
    sourcemap: false,
    // Both are demanded by the content security policy: no data: assets, no inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What every page needs and seldom changes, so that a new version of the UI leaves it in the cache.
          groups: [
            {
              name: "base",
              test: /node_modules\/(react|react-dom|scheduler|react-router|i18next|react-i18next)\//,
            },
            // What most pages share, in one file: dozens of small ones cost more to fetch and compress worse.
            {
              name: "common",
              test: /\/src\/shared\/(?!charts)|lucide-react/,
              minShareCount: 4,
            },
          ],
        },
      },
    },
  },
  test: {
    environment: "happy-dom",
    setupFiles: ["src/test/setup.ts"],
    include: ["src/**/*.test.{ts,tsx}"],
    // Generous: a machine that also compiles the server is slow.
    testTimeout: 30_000,
  },
});
