import { parseSource } from "./environment.ts";
import { readOf, readsOf } from "./program.ts";
import { translate } from "./translate.ts";

/** A computed field and its expression. */
export type ComputedField = { readonly id: string; readonly expression: string };

export type FieldPlan =
  | { readonly ok: true; readonly order: readonly string[] }
  | { readonly ok: false; readonly cycle: readonly string[] };

/**
 * The order in which computed fields can be evaluated, or the ring of fields that need each other (first = last).
 * bulan_lalu(x) is no dependency: last month is already there. kumulatif(x) is one: it contains this month.
 * A faulty expression depends on nothing here; `compile` reports it.
 */
export function planFields(fields: readonly ComputedField[]): FieldPlan {
  const known = new Set(fields.map((field) => field.id));
  const needs = new Map(
    fields.map((field) => [field.id, neededBy(field.expression).filter((name) => known.has(name))] as const),
  );
  const order: string[] = [];
  const settled = new Set<string>();
  const visit = (id: string, path: readonly string[]): readonly string[] | undefined => {
    if (settled.has(id)) return undefined;
    if (path.includes(id)) return [...path.slice(path.indexOf(id)), id];
    for (const needed of needs.get(id) ?? []) {
      const cycle = visit(needed, [...path, id]);
      if (cycle !== undefined) return cycle;
    }
    settled.add(id);
    order.push(id);
    return undefined;
  };
  for (const { id } of fields) {
    const cycle = visit(id, []);
    if (cycle !== undefined) return { ok: false, cycle };
  }
  return { ok: true, order };
}

function neededBy(expression: string): readonly string[] {
  const parsed = parseSource(expression);
  if (!parsed.ok) return [];
  const { root } = translate(parsed.ast, expression, () => false);
  const reads = readsOf(root).map(readOf);
  return [...new Set(reads.filter((read) => read.as !== "previous").map((read) => read.name))];
}
