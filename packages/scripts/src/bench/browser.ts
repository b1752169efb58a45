import { join } from "node:path";
import * as v from "valibot";
import { build } from "esbuild";
import { launchBrowser } from "../../../local/test/stories/browser.ts";
import { measureFamilies } from "./families.ts";
import { measureFormulas } from "./formulas.ts";
import { type Measurement, measured } from "./measurement.ts";

/** The oldest Chromium that the officials' site is built for (packages/web/vite.config.ts). */
const TARGET = "chrome87";
const BASIS =
  "Kode yang sama dalam Chromium tanpa layar, dibundel esbuild untuk Chromium tertua yang didukung situs pejabat; dasar ukurannya seperti nama yang sama di Node.";
const RATIO_BASIS = "Waktu dalam Chromium dibagi waktu dalam Node, diukur berurutan dalam jalan ini.";

const Told = v.array(
  v.object({ name: v.string(), value: v.nullable(v.number()), unit: v.string(), goal: v.nullable(v.number()) }),
);

async function inChromium(): Promise<v.InferOutput<typeof Told>> {
  const entryPoints = [join(import.meta.dirname, "in-browser/main.ts")];
  const bundled = await build({
    entryPoints,
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: TARGET,
  });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.setContent("<!doctype html><body></body>");
    await page.addScriptTag({ content: bundled.outputFiles[0]?.text ?? "" });
    return v.parse(Told, JSON.parse(await page.evaluate<string>("globalThis.measure()")));
  } finally {
    await browser.close();
  }
}

/** Formulas in a real browser: the same code and the same reports as in Node, and how much longer they take. */
export async function measureBrowser(): Promise<readonly Measurement[]> {
  const inNode = [...(await measureFormulas()), ...(await measureFamilies())];
  const told = await inChromium();
  return told
    .filter(({ unit }) => unit === "ms")
    .flatMap(({ name, value, unit, goal }) => {
      const here = inNode.find((each) => each.name === name)?.value ?? null;
      const ratio = value === null || here === null || here === 0 ? null : value / here;
      return [
        measured({ name: `${name}.peramban`, value, unit, basis: BASIS, ...(goal === null ? {} : { goal }) }),
        measured({ name: `${name}.peramban-banding`, value: ratio, unit: "x Node", basis: RATIO_BASIS }),
      ];
    });
}
