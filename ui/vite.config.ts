// How the window's pages are built: bundled, everything local, nothing fetched at run time.
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";
import { font } from "./font.ts";

export default defineConfig({
  plugins: [svelte(), ...(process.env.VITEST ? [] : [font()])],
  // Vitest must take Svelte's browser build, since components are mounted into jsdom.
  resolve: process.env.VITEST ? { conditions: ["browser"] } : {},
  build: {
    // The webview of the oldest supported system (WebKitGTK 2.44, WebView2, macOS 14).
    target: ["safari17", "chrome120"],
    // Inlined files would be data: URLs, which the content policy refuses for fonts and scripts.
    assetsInlineLimit: 0,
    // The polyfill is an inline script for browsers that the window never runs in.
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      // How long a build took says something about the machine and nothing about us.
      checks: { circularDependency: true, bundlerTimings: false },
      // A warning of the bundler is a fault of ours; a cycle among our own modules above all. Svelte has its own.
      onwarn(warning) {
        if (warning.code === "CIRCULAR_DEPENDENCY" && !/ src\//.test(warning.message)) return;
        throw new Error(`${warning.code}: ${warning.message}`);
      },
    },
  },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.ts"],
    restoreMocks: true,
  },
});
