import { parseArgs } from "node:util";
import { buildSite, siteNames } from "@selaras/local/sites.ts";
import { measureBrowser } from "./bench/browser.ts";
import { measureBundles } from "./bench/bundles.ts";
import { measureFamilies } from "./bench/families.ts";
import { measureFormulas } from "./bench/formulas.ts";
import { type Measurement, tableOf } from "./bench/measurement.ts";
import { measureLargestTemplate, measureProduct } from "./bench/product.ts";
import { measureStarts } from "./bench/starts.ts";
import { measureWeights } from "./bench/weights.ts";

/*
 * `npm run bench`: everything that can be measured on one machine, side by side in one run. `-- --json` gives one array
 * on stdout and nothing else; `-- --part bundel` measures one part. A missed goal is told, not an error; only what could
 * not be measured ends with 1.
 */
const PARTS: Readonly<Record<string, () => Promise<readonly Measurement[]>>> = {
  produk: measureProduct,
  besar: measureLargestTemplate,
  rumus: measureFormulas,
  keluarga: measureFamilies,
  peramban: measureBrowser,
  bundel: measureBundles,
  bobot: measureWeights,
  mulai: measureStarts,
};

const { values } = parseArgs({
  options: { json: { type: "boolean", default: false }, part: { type: "string", multiple: true, default: [] } },
});
const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

const unknown = values.part.filter((name) => !(name in PARTS));
if (unknown.length > 0) {
  say(`Bagian tidak dikenal: ${unknown.join(", ")}. Yang ada: ${Object.keys(PARTS).join(", ")}`);
  process.exit(2);
}

const found: Measurement[] = [];
let unmeasured = 0;

async function attempt(what: string, work: () => Promise<readonly Measurement[]>): Promise<void> {
  const began = performance.now();
  try {
    found.push(...(await work()));
    say(`Mengukur ${what} ... ${((performance.now() - began) / 1000).toFixed(1)} detik`);
  } catch (error) {
    unmeasured += 1;
    say(`Mengukur ${what} gagal: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
}

await attempt("situs (membangun)", async () => {
  for (const site of siteNames) await buildSite(site);
  return [];
});
for (const [name, measure] of Object.entries(PARTS)) {
  if (values.part.length === 0 || values.part.includes(name)) await attempt(name, measure);
}

// An engine that did not start whole would keep the process alive: it ends when everything is said.
const told = values.json ? JSON.stringify(found, null, 2) : tableOf(found);
process.stdout.write(`${told}\n`, () => process.exit(unmeasured === 0 ? 0 : 1));
