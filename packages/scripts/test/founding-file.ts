import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Founding } from "../src/operate/founding.ts";
import { readFounding } from "../src/operate/read-founding.ts";
import { ROOT } from "../src/run.ts";

/** The file that the runbook tells operators to begin with. */
export const EXAMPLE = join(ROOT, "packages/handbook/runbooks/examples/founding.json");
export const exampleText = (): string => readFileSync(EXAMPLE, "utf8");

/** The example's text with one piece replaced, which must be in it. */
export function exampleWith(piece: string, by: string): string {
  const text = exampleText();
  if (!text.includes(piece)) throw new Error(`The example does not say ${piece}`);
  return text.replace(piece, by);
}

/** A founding from the text of a file that is right. */
export function foundingOf(text: string): Founding {
  const { founding, problems } = readFounding(text);
  if (!founding) throw new Error(JSON.stringify(problems));
  return founding;
}

/** The example as another regency, so that every test has one of its own. */
export const exampleAs = (slug: string): Founding => foundingOf(exampleWith('"slug": "contoh"', `"slug": "${slug}"`));
