import * as fc from "fast-check";
import { expect } from "vitest";
import { everything, MARCH_OPEN, regency, type Regency, type Somebody, travel } from "../../core/test/world.ts";
import { PATHS, type RouteName } from "../src/http/paths.ts";
import type { Got } from "./gateway.ts";
import { ask, freshCommand, logged, textOf, tokenOf } from "./http-world.ts";
import { attach, exported, manyPosts, PDF_SHA256, project } from "./stories.ts";
import { TENANCY } from "./tenancy-cases.ts";

/** One seed for all: a failure of yesterday is the failure of today. */
const SEED = 20_260_405;
export const REPORT = "rfk.2026-03.dinas-pu.1";

/** A regency with a filled report, and somebody who may do everything in it. */
export type Target = {
  readonly kukar: Regency;
  readonly mighty: Somebody;
  readonly definition: string;
  readonly request: string;
};

export async function target(): Promise<Target> {
  travel(MARCH_OPEN);
  const kukar = await regency("kukar");
  const own = ["pptk", "kabid", "kepala"].map((kind) => `${kind}@dinas-pu`);
  const wide = ["bappeda", "admin", "inspektorat"].map((kind) => `${kind}@bappeda`);
  const mighty = await manyPosts(kukar, "serba-bisa", ...own, ...wide);
  await kukar.openReport();
  await kukar.fill(REPORT, 3);
  await attach(kukar, REPORT, kukar.who("pptk"));
  await project();
  const { text } = await ask("report.view", { as: mighty, tenant: "kukar", input: { id: REPORT } });
  const { template } = JSON.parse(text) as { template: { hash: string } };
  const request = await exported(kukar, mighty, REPORT);
  return { kukar, mighty, definition: template.hash, request };
}

/** An input that would be taken, about things that exist. */
export function goodInput(name: RouteName, { definition, request }: Target): Readonly<Record<string, unknown>> {
  const found = TENANCY[name];
  if (found.kind === "own") return found.input;
  const here = {
    report: REPORT,
    unit: "dinas-pu",
    template: "rfk",
    ownReport: REPORT,
    chain: "tiga-tingkat",
    team: "tim",
  };
  return found.inputs({ ...here, content: "0".repeat(64), definition, file: PDF_SHA256, request })[0] ?? {};
}

/** The input as the server puts it together: addresses carry text only. */
export function seenInput(name: RouteName, input: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const [method, path] = PATHS[name];
  const parts = [...path.matchAll(/:(\w+)/g)].map((match): [string, unknown] => [match[1] ?? "", null]);
  const given = Object.entries({ ...Object.fromEntries(parts), ...input });
  const isText = (key: string): boolean => method === "GET" || path.includes(`:${key}`);
  return Object.fromEntries(given.map(([key, value]) => [key, isText(key) ? textOf(value) : value]));
}

/** Headers with which somebody of Kukar writes. */
export const headersOf = (who: Somebody, more: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  authorization: `Bearer ${tokenOf(who.subject)}`,
  "selaras-tenant": "kukar",
  "idempotency-key": freshCommand(),
  ...more,
});

let sent = 0;
/** Requests that this test file has sent through `torment`. */
export const sentSoFar = (): number => sent;

/**
 * Runs a property and proves of the whole run: no 5xx, nothing in the log, and no write but those answered with 200.
 * Gives the number of requests.
 */
export async function torment<T>(
  arbitrary: fc.Arbitrary<T>,
  runs: number,
  shoot: (value: T) => Promise<Got | null>,
): Promise<number> {
  const began = sent;
  const before = await everything();
  let taken = 0;
  const lines = await logged(async () => {
    const property = fc.asyncProperty(arbitrary, async (value) => {
      sent += 1;
      const got = await shoot(value);
      if (got === null) return; // the gateway itself refused
      if (got.status === 200) taken += 1;
      if (got.status >= 500) throw new Error(`${got.status} ${got.text}`);
      if (got.headers["x-content-type-options"] !== "nosniff") throw new Error(`Not the house's answer: ${got.text}`);
    });
    await fc.assert(property, { numRuns: runs, seed: SEED });
  });
  expect(lines).toEqual([]);
  const after = await everything();
  if (taken === 0) expect(after).toEqual(before);
  else expect(commandsIn(after) - commandsIn(before)).toBeLessThanOrEqual(taken);
  return sent - began;
}

const commandsIn = (items: readonly Record<string, unknown>[]): number =>
  items.filter((item) => item["__edb_e__"] === "journal").length;
