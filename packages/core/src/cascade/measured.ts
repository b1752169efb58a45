import { type CascadeNode, type Direction, type Indicator, type Level, refOf, type Tree } from "./schema.ts";
import { below, treeLines } from "./tree.ts";

/* The indicators that a report measures: which of a part of the tree, in which order, and by which method. */

/** A part of the tree as the rows of a report are made of it. */
export type MeasuredPart = {
  /** Name of the plan, as the rows bear it. */
  readonly plan: string;
  readonly part: string;
  /** The part with the regency's own nodes, which it hangs under. */
  readonly tree: Tree;
  /** The reporting unit with the units below it, where it is a unit inside the part; null = the whole part reports. */
  readonly units: ReadonlySet<string> | null;
};

export type Measured = {
  readonly indicator: Indicator;
  /** The first node of the wanted levels that it measures, as the tree is drawn. */
  readonly node: CascadeNode;
  /** Id of the method that judges it: the chosen one, else the default of its direction. */
  readonly method: string;
};

/** Indicators of one part, in the order of their rows. */
export type MeasuredRows = Pick<MeasuredPart, "plan" | "part"> & { readonly all: readonly Measured[] };

/** What judges an indicator for which no method was chosen: our own choice, to be confirmed by each regency. */
const METHOD_OF: Readonly<Record<Direction, string>> = { naik: "naik", turun: "turun-permenpan", tetap: "stabil" };
const methodOf = ({ method, direction }: Indicator): string => method?.id ?? METHOD_OF[direction];

/** Nodes that some units answer for, with everything below them. */
function answeredBy(tree: Tree, units: ReadonlySet<string>): ReadonlySet<string> {
  const own = tree.nodes.filter(({ removed, owner }) => !removed && owner !== null && units.has(owner.unit));
  return new Set(own.flatMap((node) => below(tree, refOf(node)).map(refOf)));
}

/**
 * The part's own indicators under nodes of some levels, each once, as the tree is drawn. A unit inside an OPD measures
 * those under the nodes that it answers for; where it answers for none that is measured, all of its OPD.
 */
export function measuredIn({ part, tree, units }: MeasuredPart, levels: readonly Level[]): readonly Measured[] {
  const found = new Map<string, Measured>();
  for (const { node, indicators, again } of treeLines(tree)) {
    if (again || node.part !== part || !levels.includes(node.level)) continue;
    for (const indicator of indicators) {
      if (indicator.part !== part || found.has(indicator.id)) continue;
      found.set(indicator.id, { indicator, node, method: methodOf(indicator) });
    }
  }
  const all = [...found.values()];
  if (units === null) return all;
  const answered = answeredBy(tree, units);
  const own = all.filter(({ indicator }) => indicator.parents.some((parent) => answered.has(parent)));
  return own.length > 0 ? own : all;
}
