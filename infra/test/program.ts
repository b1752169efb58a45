import { mkdtempSync, readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";

/** Packages that SST's own build leaves outside (pkg/js/js.go of its program); what imports others of them breaks there. */
const OUTSIDE = [
  "@pulumi/*",
  "@pulumiverse/*",
  "@sst-provider/*",
  "@aws-sdk/*",
  "undici",
  "esbuild",
  "archiver",
  "glob",
  "vite",
];

type Provider = { readonly alias: string; readonly package: string };

const BANNER = [
  `import { createRequire as topLevelCreateRequire } from "node:module";`,
  `const require = topLevelCreateRequire(import.meta.url);`,
  `const __filename = import.meta.filename;`,
  `const __dirname = import.meta.dirname;`,
].join("\n");

/** The configuration with SST's components as one module that exports `load` and `run`; globals as SST provides them. */
const entry = (root: string, providers: readonly Provider[]): string => `
  import * as shim from "${root}/.sst/platform/src/shim/run.js";
  import * as sst from "${root}/.sst/platform/src/components/index.ts";
  import { run } from "${root}/.sst/platform/src/auto/run.ts";
  ${providers.map(({ alias, package: name }) => `import * as ${alias} from "${name}";`).join("\n")}
  Object.assign(globalThis, shim, { sst, ${providers.map(({ alias }) => alias).join(", ")} });
  export const load = async () => (await import("${root}/sst.config.ts")).default;
  export { run };`;

/**
 * Bundles sst.config.ts with the platform into a module of its own, the stage left open, and gives its path. It lies in
 * the workspace, where the packages that stay outside are found. `.sst/platform` must stand.
 */
export async function bundleProgram(root: string): Promise<string> {
  const locked = JSON.parse(readFileSync(join(root, ".sst/provider-lock.json"), "utf8")) as readonly Provider[];
  await mkdir(join(root, ".sst/evaluate"), { recursive: true });
  const outfile = join(mkdtempSync(join(root, ".sst/evaluate/program-")), "program.mjs");
  await build({
    stdin: { contents: entry(root, locked), resolveDir: root, loader: "ts", sourcefile: "evaluate.ts" },
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    mainFields: ["module", "main"],
    external: OUTSIDE,
    banner: { js: BANNER },
    logLevel: "silent",
  });
  return outfile;
}
