import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { OperationFacts } from "../src/operation/operation.ts";

/** The sources of core as the whole-house tests read them. */
export const SOURCE = fileURLToPath(new URL("../src", import.meta.url));

export type SourceFile = { readonly path: string; readonly text: string };

/** Every source file that is no test, by its path below `src`. */
export const sourceFiles = (): readonly SourceFile[] =>
  readdirSync(SOURCE, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && !path.endsWith(".test.ts"))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(SOURCE, path), "utf8") }));

export type AnyOperation = ((input: unknown) => Promise<unknown>) & { readonly operation: OperationFacts };

const isOperation = (candidate: unknown): candidate is AnyOperation =>
  typeof candidate === "function" && "operation" in candidate;

/** Loads every module of core, so that every entity and operation is registered; gives the operations by name. */
export async function allOperations(): Promise<ReadonlyMap<string, AnyOperation>> {
  const found = new Map<string, AnyOperation>();
  for (const { path } of sourceFiles()) {
    const exported: unknown = await import(join(SOURCE, path));
    if (typeof exported !== "object" || exported === null) continue;
    for (const each of Object.values(exported)) if (isOperation(each)) found.set(each.operation.name, each);
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}
