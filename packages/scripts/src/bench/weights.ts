import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { ROOT } from "../run.ts";
import { type Measurement, measured } from "./measurement.ts";

const KB = 1000;
const OFFICIALS_GOAL = 120;
const PUBLIC_GOAL = 60;
/** Of the pages that weigh most; the rest is told without a goal. */
const PAGE_GOALS: Readonly<Record<string, number>> = {
  "report.page": 155,
  "review.page": 100,
  "sign.page": 95,
  "version.page": 30,
  "draft.page": 100,
};

const FIRST_BASIS =
  "Gzip bawaan per berkas, 1 KB = 1.000 byte: skrip masuk index.html, import statis dan modulepreload-nya, serta lembar gayanya; tanpa huruf.";
const PAGE_BASIS =
  "Gzip: potongan halaman dengan import statis dan lembar gayanya, dikurangi yang sudah dimuat pada pemuatan pertama.";
const PUBLIC_BASIS = "Gzip per berkas, 1 KB = 1.000 byte: skrip dan gaya di packages/portal/dist/client; tanpa huruf.";
const FONT_BASIS = "Huruf (woff2) pada situs publik, sudah terkompresi.";

const named = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].flatMap((match) => (match[1] === undefined ? [] : [match[1]]));

/** Scripts and style sheets that a built index.html names, by their path in the site. */
export const namedByPage = (html: string): readonly string[] =>
  named(html, /<(?:script|link)\b[^>]*?(?:src|href)="\/([^"]+\.(?:js|css))"/g);

/** File names that a built module imports statically. */
export const staticImports = (script: string): readonly string[] =>
  named(script, /(?:\bfrom|\bimport)\s*["'`]\.\/([\w.-]+\.js)["'`]/g);

/** Modules that a built module loads later, each with the files that the loader fetches along with it. */
export function lazyImports(script: string): readonly { readonly file: string; readonly along: readonly string[] }[] {
  const list = named(/m\.f=\[([^\]]*)\]/.exec(script)?.[1] ?? "", /"([^"]+)"/g);
  const calls = script.matchAll(
    /import\(\s*["'`]\.\/([\w.-]+\.js)["'`]\s*\)(?:(?:(?!import\()[^;])*?__vite__mapDeps\(\[([\d,]*)\]\))?/g,
  );
  return [...calls].map(([, file = "", numbers = ""]) => ({
    file,
    along: numbers.split(",").flatMap((n) => (n === "" ? [] : (list[Number(n)] ?? []))),
  }));
}

const sizes = (folder: string, files: Iterable<string>): number =>
  [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file))).length, 0) / KB;

/** A module and everything that it imports statically. */
function closure(folder: string, files: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = [...files];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    if (!file.endsWith(".js")) continue;
    const imports = staticImports(readFileSync(join(folder, file), "utf8"));
    waiting.push(...imports.map((name) => `assets/${name}`));
  }
  return found;
}

function officials(): readonly Measurement[] {
  const folder = join(ROOT, "packages/web/dist");
  const first = closure(folder, namedByPage(readFileSync(join(folder, "index.html"), "utf8")));
  if (![...first].some((file) => file.endsWith(".js"))) throw new Error("index.html names no script");
  const weight = sizes(folder, first);
  const lazy = new Map<string, ReadonlySet<string>>();
  for (const file of globSync("assets/*.js", { cwd: folder })) {
    for (const { file: name, along } of lazyImports(readFileSync(join(folder, file), "utf8"))) {
      const whole = closure(folder, [`assets/${name}`, ...along]);
      lazy.set(name.replace(/-[\w-]{8}\.js$/, ""), new Set([...whole].filter((each) => !first.has(each))));
    }
  }
  const pages = [...lazy].sort((a, b) => a[0].localeCompare(b[0]));
  return [
    measured({
      name: "bobot.pejabat.pertama",
      value: weight,
      unit: "KB gzip",
      goal: OFFICIALS_GOAL,
      basis: FIRST_BASIS,
    }),
    ...pages.map(([name, files]) => {
      const goal = PAGE_GOALS[name];
      const value = sizes(folder, files);
      const basis = PAGE_BASIS;
      return measured({
        name: `bobot.pejabat.${name}`,
        value,
        unit: "KB gzip",
        basis,
        ...(goal === undefined ? {} : { goal }),
      });
    }),
  ];
}

function publicSite(): readonly Measurement[] {
  const folder = join(ROOT, "packages/portal/dist/client");
  const files = globSync("**/*.{js,css}", { cwd: folder });
  if (files.length === 0) throw new Error("The public site was not built");
  const fonts = globSync("**/*.woff2", { cwd: folder });
  const font = fonts.reduce((sum, file) => sum + readFileSync(join(folder, file)).length, 0) / KB;
  return [
    measured({
      name: "bobot.publik.skrip-gaya",
      value: sizes(folder, files),
      unit: "KB gzip",
      goal: PUBLIC_GOAL,
      basis: PUBLIC_BASIS,
    }),
    measured({ name: "bobot.publik.huruf", value: font, unit: "KB", basis: FONT_BASIS }),
  ];
}

/** What the browser loads: officials' site and public site. Both must be built. */
export const measureWeights = async (): Promise<readonly Measurement[]> => [...officials(), ...publicSite()];
