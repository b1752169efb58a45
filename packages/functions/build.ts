import { copyFile, mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { FACES, FONT_FOLDER, fontFile } from "@selaras/documents/pdf/fonts.ts";
import { build, type BuildOptions, type Metafile, type Plugin } from "esbuild";
import { startInOneFile } from "./start-in-one-file.ts";

/*
 * One folder per function, ready to be zipped: `dist/<function>/index.mjs` and the parts that are loaded when a request
 * needs them. The deployment, the tests and the bench all take what this makes.
 */

/** Entry point of every function, by the name under which it runs. */
export const ENTRIES = {
  api: "src/api.ts",
  public: "src/public.ts",
  province: "src/province.ts",
  projector: "src/stream.ts",
  jobs: "src/jobs.ts",
  worker: "src/worker.ts",
} as const;
export type Bundled = keyof typeof ENTRIES;

const FOLDER = import.meta.dirname;

// Modules written for CommonJS ask for these names, which an ES module does not have.
export const BANNER = [
  `import { createRequire as requireFrom } from "node:module";`,
  `import { dirname as folderOf } from "node:path";`,
  `const require = requireFrom(import.meta.url);`,
  `const __filename = import.meta.filename;`,
  `const __dirname = folderOf(__filename);`,
].join("");

/*
 * What a Lambda never needs, a seventh of the program. Credentials come from the environment there and from nowhere
 * else, so the readers of profiles, single sign-on and metadata services stay at home. electrodb checks every model
 * against a JSON schema when it is made: the models are fixed, and every test makes them with that check in place.
 */
const LEFT_OUT: Readonly<Record<string, string>> = {
  "@aws-sdk/credential-provider-node": `
    export const defaultProvider = () => async () => {
      const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: sessionToken } = process.env;
      if (!accessKeyId || !secretAccessKey) throw new Error("This function has no credentials");
      return { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
    };`,
  // The tracer asks it whether Node is older than 8 and whether the AWS SDK of ten years ago is new enough.
  semver: `export const gte = () => true;`,
  // Names the browser in the user agent; there is none.
  bowser: `export default { parse: () => ({}) };`,
  // Unpacks WOFF2 fonts, half a megabyte for it; the faces of printed documents are WOFF 1 and plain.
  "brotli/decompress.js": `export default () => { throw new Error("WOFF2 is not unpacked here"); };`,
  jsonschema: `
    export class Validator { addSchema() {} validate() { return { errors: [] }; } }
    Validator.prototype.customFormats = {};`,
};

export const leaveOut: Plugin = {
  name: "leave-out",
  setup: (within) => {
    const filter = new RegExp(`^(${Object.keys(LEFT_OUT).join("|")})$`);
    within.onResolve({ filter }, ({ path }) => ({ path, namespace: "left-out" }));
    within.onLoad({ filter: /.*/, namespace: "left-out" }, ({ path }) => ({ contents: LEFT_OUT[path] ?? "" }));
  },
};

const COMMON = {
  outExtension: { ".js": ".mjs" },
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node24",
  logLevel: "silent",
} as const satisfies BuildOptions;

export type Built = {
  /** Bytes that are loaded before the first request. */
  readonly first: number;
  /** Bytes of everything that is deployed, source maps aside. */
  readonly all: number;
  readonly handler: string;
  readonly metafile: Metafile;
};

async function bytesOf(folder: string): Promise<number> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".mjs"));
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Source maps are for whoever reads a trace, not for the function: they are four times its size. */
async function putMapsAside(folder: string, aside: string): Promise<void> {
  await rm(aside, { recursive: true, force: true });
  await mkdir(aside, { recursive: true });
  const maps = (await readdir(folder)).filter((name) => name.endsWith(".map"));
  await Promise.all(maps.map((name) => rename(join(folder, name), join(aside, name))));
}

/** The faces of printed documents lie beside the program that prints. */
async function addFonts(folder: string): Promise<void> {
  await mkdir(join(folder, FONT_FOLDER), { recursive: true });
  for (const face of Object.keys(FACES) as (keyof typeof FACES)[]) {
    await copyFile(fontFile(face), join(folder, FONT_FOLDER, FACES[face]));
  }
}

/** Builds one function into `<into>/<name>`. */
export async function buildFunction(name: Bundled, into = join(FOLDER, "dist")): Promise<Built> {
  const outdir = join(into, name);
  await rm(outdir, { recursive: true, force: true });
  const split = await build({
    ...COMMON,
    absWorkingDir: FOLDER,
    entryPoints: { index: ENTRIES[name] },
    outdir,
    chunkNames: "[name]-[hash]",
    splitting: true,
    metafile: true,
    write: false,
    minify: true,
    mainFields: ["module", "main"],
    sourcemap: "inline",
    plugins: [leaveOut],
  });
  await build({
    ...COMMON,
    ...startInOneFile(split),
    outdir,
    minify: true,
    banner: { js: BANNER },
    sourcemap: "external",
  });
  if (name === "worker") await addFonts(outdir);
  await putMapsAside(outdir, join(into, "maps", name));
  const handler = join(outdir, "index.mjs");
  return { first: (await stat(handler)).size, all: await bytesOf(outdir), handler, metafile: split.metafile };
}

if (import.meta.main) {
  for (const name of Object.keys(ENTRIES) as Bundled[]) {
    const { first, all } = await buildFunction(name);
    console.log(`${name}: ${(first / 1000).toFixed(0)} KB at start, ${(all / 1000).toFixed(0)} KB in all`);
  }
}
