import { parseSource } from "./environment.ts";
import { below, type Node, type Program, type Read, readOf, type Span } from "./program.ts";
import { translate } from "./translate.ts";

/** A computed field and its expression. */
export type ComputedField = { readonly id: string; readonly expression: string };

export type FieldPlan =
  | { readonly ok: true; readonly order: readonly string[] }
  | {
      readonly ok: false;
      readonly cycle: readonly string[];
      /** Where each field of the ring reads the next one, in its own expression. */
      readonly at: readonly Span[];
      readonly message: string;
    };

/**
 * The order in which computed fields can be evaluated, or the ring of fields that need each other (first = last).
 * bulan_lalu(x) is no dependency: last month is already there. kumulatif(x) and the functions over periods are: they
 * contain this period.
 * A faulty expression depends on nothing here; `compile` reports it.
 */
export function planFields(fields: readonly ComputedField[]): FieldPlan {
  const known = new Set(fields.map((field) => field.id));
  const reads = new Map(
    fields.map((field) => [field.id, readsIn(field.expression).filter(({ name }) => known.has(name))] as const),
  );
  const order: string[] = [];
  const settled = new Set<string>();
  const visit = (id: string, path: readonly string[]): readonly string[] | undefined => {
    if (settled.has(id)) return undefined;
    if (path.includes(id)) return [...path.slice(path.indexOf(id)), id];
    for (const { name } of reads.get(id) ?? []) {
      const cycle = visit(name, [...path, id]);
      if (cycle !== undefined) return cycle;
    }
    settled.add(id);
    order.push(id);
    return undefined;
  };
  for (const { id } of fields) {
    const cycle = visit(id, []);
    if (cycle !== undefined) return ring(cycle, reads);
  }
  return { ok: true, order };
}

type Needed = { readonly name: string; readonly at: Span };

function ring(cycle: readonly string[], reads: ReadonlyMap<string, readonly Needed[]>): FieldPlan {
  const at = cycle.slice(0, -1).flatMap((id, i) => {
    const found = reads.get(id)?.find(({ name }) => name === cycle[i + 1]);
    return found ? [found.at] : [];
  });
  return { ok: false, cycle, at, message: `Rumus saling menunggu: ${cycle.join(" memerlukan ")}.` };
}

function readsIn(expression: string): readonly Needed[] {
  const parsed = parseSource(expression);
  if (!parsed.ok) return [];
  const { root } = translate(parsed.ast, expression, { fields: {} });
  return nodesIn(root).flatMap((node) =>
    node.op === "read" && node.read.as !== "previous" ? [{ name: node.read.name, at: node.at }] : [],
  );
}

const nodesIn = (node: Node): readonly Node[] => [node, ...below(node).flatMap(nodesIn)];

/** A computed field that is ready to run. */
export type PlannedField = { readonly id: string; readonly program: Program };

/**
 * Which fields must run again when one input changes, in the order of the plan: those that read it, and those that read
 * these in turn. Worked out once per template; afterwards a changed cell costs one look-up. Names are those of fields; a
 * figure of an earlier period does not change by itself, so `bulan_lalu` counts as no reading here either.
 */
export function dependents(planned: readonly PlannedField[]): (name: string) => readonly string[] {
  const readers = new Map<string, string[]>();
  for (const { id, program } of planned) {
    const present = program.reads.map(readOf).filter(isPresent);
    for (const name of new Set(present.map((read) => read.name))) {
      readers.set(name, [...(readers.get(name) ?? []), id]);
    }
  }
  const kept = new Map<string, readonly string[]>();
  return (name) => {
    const known = kept.get(name);
    if (known) return known;
    const reached = new Set(readers.get(name));
    for (const id of reached) for (const reader of readers.get(id) ?? []) reached.add(reader);
    const ordered = planned.flatMap(({ id }) => (reached.has(id) ? [id] : []));
    kept.set(name, ordered);
    return ordered;
  };
}

const isPresent = (read: Read): boolean => read.as !== "previous";
