import { defineConfig } from "vite";
import solid from "vite-plugin-solid";

// Two entries: the page, and the service worker, which must stand at the root to rule the whole site.
export default defineConfig({
  root: import.meta.dirname,
  plugins: [solid()],
  // amazon-cognito-identity-js still speaks of Node's `global`.
  define: { global: "globalThis" },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: ["chrome87", "edge88", "firefox78", "safari14"],
    // The content security policy allows no data: fonts; icons are components.
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: { main: "index.html", "offline-worker": "src/offline/worker.ts" },
      output: {
        entryFileNames: (chunk) => (chunk.name === "offline-worker" ? "[name].js" : "assets/[name]-[hash].js"),
      },
    },
  },
});
