import { defineConfig } from "vite";
import solid from "vite-plugin-solid";

// The living specimen; the components themselves are compiled by whoever imports them.
export default defineConfig({
  root: `${import.meta.dirname}/specimen`,
  base: "./",
  plugins: [solid()],
  build: { outDir: `${import.meta.dirname}/dist`, emptyOutDir: true, target: ["chrome87", "firefox78", "safari14"] },
});
