import * as v from "valibot";
import { inconsistencies } from "./consistency.ts";
import { Budgets, Founding } from "./founding.ts";
import { type Problem, problemOf } from "./problem.ts";

export type Reading =
  | { readonly founding: Founding; readonly problems: readonly [] }
  | { readonly founding: null; readonly problems: readonly Problem[] };

function parsedJson(file: string): { readonly content: unknown } | { readonly problem: Problem } {
  try {
    return { content: JSON.parse(file) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { problem: { place: "(berkas)", problem: `Bukan JSON yang benar: ${why}` } };
  }
}

function checked<S extends v.GenericSchema>(schema: S, file: string, prefix: string) {
  const json = parsedJson(file);
  if ("problem" in json) return { output: null, problems: [json.problem] };
  const parsed = v.safeParse(schema, json.content);
  if (parsed.success) return { output: parsed.output, problems: [] };
  return { output: null, problems: parsed.issues.map((issue) => problemOf(issue, prefix)) };
}

/**
 * Reads a founding from the text of its file and, when there is one, of the file with budgets. Answers with everything
 * that is wrong at once, each with its place, such as `people[2].posts[0].unit`.
 */
export function readFounding(file: string, budgets?: string): Reading {
  const main = checked(Founding, file, "");
  const more = budgets === undefined ? { output: [], problems: [] } : checked(Budgets, budgets, "budgets");
  if (main.output === null || more.output === null) {
    return { founding: null, problems: [...main.problems, ...more.problems] };
  }
  const founding = { ...main.output, budgets: [...main.output.budgets, ...more.output] };
  const problems = inconsistencies(founding);
  return problems.length > 0 ? { founding: null, problems } : { founding, problems: [] };
}
