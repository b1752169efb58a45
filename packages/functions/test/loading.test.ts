import { existsSync, readFileSync } from "node:fs";
import { join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { ENTRIES } from "../build.ts";

const PACKAGES = fileURLToPath(new URL("../../", import.meta.url));
const FUNCTIONS = join(PACKAGES, "functions");
/** Value imports and re-exports, and what is loaded later; types are gone when the code runs. */
const IMPORT = /^(?:import|export)\s+(?!type\s)(?:[^"';]*?\sfrom\s+)?"([^"]+)"|\bimport\(\s*"([^"]+)"/gm;

/** The file behind an import of this house; null for a package from outside. */
function fileOf(from: string, source: string): string | null {
  if (source.startsWith(".")) return normalize(join(from, "..", source));
  const own = /^@selaras\/([a-z]+)\/(.+)$/.exec(source);
  if (!own) return null;
  const file = join(PACKAGES, own[1] ?? "", "src", own[2] ?? "");
  return existsSync(file) ? file : null;
}

/**
 * Everything that an entry point loads, at once or later: files of the house by their path, packages by their name;
 * without `later` what it loads before the first request.
 */
function reachedFrom(entry: string, parts: { readonly later: boolean } = { later: true }): ReadonlySet<string> {
  const reached = new Set([join(FUNCTIONS, entry)]);
  for (const path of reached) {
    if (!path.startsWith(PACKAGES) || !existsSync(path)) continue;
    for (const [, at, later] of readFileSync(path, "utf8").matchAll(IMPORT)) {
      const source = at ?? (parts.later ? later : undefined);
      if (source === undefined) continue;
      reached.add(fileOf(path, source) ?? source);
    }
  }
  return new Set([...reached].map((path) => path.replace(PACKAGES, "")));
}

const heavy = (reached: ReadonlySet<string>): readonly string[] =>
  [...reached].filter((path) => /^documents\/|^@selaras\/documents|^hucre/.test(path)).sort();

describe("what a function loads", () => {
  const others = Object.entries(ENTRIES).filter(([name]) => name !== "worker");

  it.each(others)("keeps the writers of formats out of %s", (_, entry) => {
    const reached = reachedFrom(entry);
    // The walk is not blind: every function knows who stands behind a request.
    expect(reached.has("core/src/db/principal.ts")).toBe(true);
    expect(heavy(reached)).toEqual([]);
  });

  it("brings them to the worker, through one package and one library", () => {
    const reached = reachedFrom(ENTRIES.worker);
    expect(heavy(reached)).toEqual(
      expect.arrayContaining(["documents/src/writers.ts", "documents/src/workbook.ts", "hucre/xlsx"]),
    );
    const importers = [...reached].filter((path) => {
      const file = join(PACKAGES, path);
      return existsSync(file) && /from "hucre/.test(readFileSync(file, "utf8"));
    });
    expect(importers).toEqual(["documents/src/workbook.ts"]);
  });

  // The last is the door to all that seals, whoever goes through it.
  it.each([...Object.values(ENTRIES), "../core/src/signing/index.ts"])(
    "starts %s without the key's client",
    (entry) => {
      const atStart = reachedFrom(entry, { later: false });
      expect(atStart.has("core/src/db/principal.ts")).toBe(true);
      expect([...atStart].filter((path) => /client-kms|signing\/(key|bsre)\.ts$/.test(path))).toEqual([]);
    },
  );

  /** What a report passes through day by day; nobody's request for one of these waits for a file to be read. */
  const DAILY = ["list", "view", "save", "submit", "decide", "sign"].map((name) => `core/src/report/${name}.ts`);
  // The names of the levels of a tree are words of templates, too.
  const RARER =
    /^core\/src\/(cascade\/(?!levels)|(consistency|export|rollup|search|audit)\/)|template\/(packs|drafting|release|trial)/;

  it("starts the officials' API with the daily work, and brings the rarer with the first request for it", () => {
    const atStart = reachedFrom(ENTRIES.api, { later: false });
    expect([...atStart]).toEqual(expect.arrayContaining(DAILY));
    expect([...atStart].filter((path) => RARER.test(path))).toEqual([]);
    expect([...reachedFrom(ENTRIES.api)].filter((path) => RARER.test(path)).length).toBeGreaterThan(20);
  });

  it("starts the worker without a library of formats: most of what it does is telling people", () => {
    const atStart = reachedFrom(ENTRIES.worker, { later: false });
    expect([...atStart].filter((path) => /^(hucre|pdfkit|uqr)/.test(path))).toEqual([]);
    expect([...reachedFrom(ENTRIES.worker)]).toEqual(expect.arrayContaining(["hucre/xlsx", "pdfkit", "uqr"]));
  });

  it("leaves the officials' operations out of what provinces ask", () => {
    const reached = reachedFrom(ENTRIES.province);
    expect([...reached].filter((path) => /^core\/src\/(report|export|evidence|rollup)\/index\.ts$/.test(path))).toEqual(
      [],
    );
  });
});
