import { copyFile, mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { FACES, FONT_FOLDER, fontFile } from "@selaras/documents/pdf/fonts.ts";
import { build, type Metafile, type Plugin } from "esbuild";

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
 * against a JSON schema when it is loaded: the models are fixed, and every test loads them with that check in place.
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

/** What `file` of a build loads at once, itself included. */
function loadedWith(outputs: Metafile["outputs"], file: string, seen = new Set<string>()): ReadonlySet<string> {
  seen.add(file);
  const at = outputs[file]?.imports.filter((each) => each.kind === "import-statement" && !each.external) ?? [];
  for (const { path } of at) if (!seen.has(path)) loadedWith(outputs, path, seen);
  return seen;
}

/** Builds one function into `<into>/<name>`. */
export async function buildFunction(name: Bundled, into = join(FOLDER, "dist")): Promise<Built> {
  const outdir = join(into, name);
  await rm(outdir, { recursive: true, force: true });
  const { metafile } = await build({
    absWorkingDir: FOLDER,
    entryPoints: { index: ENTRIES[name] },
    outdir,
    outExtension: { ".js": ".mjs" },
    chunkNames: "[name]-[hash]",
    bundle: true,
    splitting: true,
    minify: true,
    metafile: true,
    platform: "node",
    format: "esm",
    target: "node24",
    mainFields: ["module", "main"],
    banner: { js: BANNER },
    sourcemap: "external",
    plugins: [leaveOut],
    logLevel: "silent",
  });
  if (name === "worker") await addFonts(outdir);
  await putMapsAside(outdir, join(into, "maps", name));
  const entry = Object.keys(metafile.outputs).find((file) => file.endsWith("/index.mjs")) ?? "";
  const first = [...loadedWith(metafile.outputs, entry)].reduce(
    (sum, file) => sum + (metafile.outputs[file]?.bytes ?? 0),
    0,
  );
  return { first, all: await bytesOf(outdir), handler: join(outdir, "index.mjs"), metafile };
}

if (import.meta.main) {
  for (const name of Object.keys(ENTRIES) as Bundled[]) {
    const { first, all } = await buildFunction(name);
    console.log(`${name}: ${(first / 1000).toFixed(0)} KB at start, ${(all / 1000).toFixed(0)} KB in all`);
  }
}
