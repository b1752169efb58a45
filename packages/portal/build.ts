import { readFile, rm } from "node:fs/promises";
import { build, type InlineConfig } from "vite";
import solid from "vite-plugin-solid";

/*
 * Two builds: what the browser loads (one style sheet, one font, one small script, hashed names), then the pages for
 * the server, which carry those names. The pages are not hydrated: they work without script.
 */
const folder = import.meta.dirname;
const shared: InlineConfig = { root: folder, configFile: false, logLevel: "warn" };

type Manifest = Readonly<Record<string, { readonly file: string }>>;

async function buildClient(): Promise<{ style: string; script: string }> {
  await build({
    ...shared,
    build: {
      outDir: "dist/client",
      emptyOutDir: true,
      manifest: true,
      target: ["chrome70", "firefox68", "safari12"],
      modulePreload: false,
      rolldownOptions: { input: ["src/client/portal.ts", "src/client/portal.css"] },
    },
  });
  const place = `${folder}/dist/client/.vite`;
  const manifest = JSON.parse(await readFile(`${place}/manifest.json`, "utf8")) as Manifest;
  // The manifest would be served with the rest.
  await rm(place, { recursive: true });
  const fileOf = (source: string): string => {
    const built = manifest[source];
    if (built === undefined) throw new Error(`the client build made nothing of ${source}`);
    return `/${built.file}`;
  };
  return { style: fileOf("src/client/portal.css"), script: fileOf("src/client/portal.ts") };
}

/** Builds `dist/client/assets/*` and `dist/server/portal.js`. */
export async function buildPortal(): Promise<void> {
  const assets = await buildClient();
  await build({
    ...shared,
    plugins: [solid({ ssr: true, solid: { generate: "ssr", hydratable: false } })],
    define: { PORTAL_ASSETS: JSON.stringify(assets) },
    ssr: { noExternal: true },
    build: {
      ssr: "src/portal.ts",
      outDir: "dist/server",
      emptyOutDir: true,
      target: "node24",
      minify: false,
      rolldownOptions: { output: { entryFileNames: "portal.js" } },
    },
  });
}

if (import.meta.main) await buildPortal();
