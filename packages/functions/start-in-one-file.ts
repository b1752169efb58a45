import { basename } from "node:path";
import type { BuildOptions, BuildResult, Metafile, Plugin } from "esbuild";

/*
 * esbuild cuts a module that both the start and a later part need into a file of its own, one for every combination of
 * parts: with fifty parts a function would open sixty files before its first request. The second pass lays whatever is
 * loaded at the start into one file again; later parts take from it what they share with it.
 */

const START = "index.mjs";

/** How the single file calls the exports of the pieces that were laid into it: short, there are thousands. */
function shortNames(): (piece: string, name: string) => string {
  const given = new Map<string, string>();
  return (piece, name) => {
    const full = `${piece} ${name}`;
    const short = given.get(full) ?? `$${given.size.toString(36)}`;
    given.set(full, short);
    return short;
  };
}

/** What `file` of a build loads at once, itself included. */
function loadedWith(outputs: Metafile["outputs"], file: string, seen = new Set<string>()): ReadonlySet<string> {
  seen.add(file);
  const at = outputs[file]?.imports.filter((each) => each.kind === "import-statement" && !each.external) ?? [];
  for (const { path } of at) if (!seen.has(path)) loadedWith(outputs, path, seen);
  return seen;
}

/** Entry points and plugin of the second pass over a split build that was kept in memory. */
export function startInOneFile({
  metafile: { outputs },
  outputFiles,
}: BuildResult<{ metafile: true; write: false }>): Pick<BuildOptions, "entryPoints" | "plugins"> {
  const texts = new Map(outputFiles.map(({ path, text }) => [basename(path), text]));
  const paths = Object.keys(outputs).filter((path) => path.endsWith(".mjs"));
  const entry = paths.find((path) => basename(path) === START) ?? "";
  const atStart = new Set([...loadedWith(outputs, entry)].map((path) => basename(path)));
  const exported = new Map(paths.map((path) => [basename(path), outputs[path]?.exports ?? []]));
  const nameIn = shortNames();
  const renamed = (piece: string, line: (name: string, inStart: string) => string): string =>
    (exported.get(piece) ?? []).map((name) => line(name, nameIn(piece, name))).join(", ");

  const start = [
    `export * from "./${START}";`,
    ...[...atStart]
      .filter((piece) => piece !== START)
      .map((piece) => `export { ${renamed(piece, (name, inStart) => `${name} as ${inStart}`)} } from "./${piece}";`),
  ].join("\n");
  const taken = (piece: string): string =>
    `export { ${renamed(piece, (name, inStart) => `${inStart} as ${name}`)} } from "./${START}";`;

  const plugin: Plugin = {
    name: "start-in-one-file",
    setup: (within) => {
      within.onResolve({ filter: /^(start|piece):/ }, ({ path }) => {
        const [namespace = "", piece = ""] = path.split(":");
        return { path: piece, namespace };
      });
      within.onResolve({ filter: /^\.\// }, ({ path, namespace }) => {
        const piece = basename(path);
        const inside = namespace === "start" || namespace === "laid";
        if (inside && atStart.has(piece)) return { path: piece, namespace: "laid" };
        return !inside && namespace !== "taken" && atStart.has(piece)
          ? { path: piece, namespace: "taken" }
          : { path, external: true };
      });
      within.onResolve({ filter: /.*/ }, ({ path }) => ({ path, external: true }));
      within.onLoad({ filter: /.*/, namespace: "start" }, () => ({ contents: start }));
      within.onLoad({ filter: /.*/, namespace: "taken" }, ({ path }) => ({ contents: taken(path) }));
      within.onLoad({ filter: /.*/, namespace: "laid" }, ({ path }) => ({ contents: texts.get(path) ?? "" }));
      within.onLoad({ filter: /.*/, namespace: "piece" }, ({ path }) => ({ contents: texts.get(path) ?? "" }));
    },
  };
  const later = paths.map((path) => basename(path)).filter((piece) => !atStart.has(piece));
  const entryPoints = Object.fromEntries(later.map((piece) => [piece.replace(/\.mjs$/, ""), `piece:${piece}`]));
  return { entryPoints: { ...entryPoints, index: `start:${START}` }, plugins: [plugin] };
}
