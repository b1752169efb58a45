import { type CascadeNode, type Indicator, LEVELS, refOf, type Tree } from "./schema.ts";

/** A node as a drawing shows it: where it stands, how deep, and what hangs right under it. */
export type TreeLine = {
  readonly node: CascadeNode;
  readonly ref: string;
  readonly depth: number;
  readonly indicators: readonly Indicator[];
  /** It stood under another parent already: drawn again, but counted once. */
  readonly again: boolean;
};

const standing = <T extends { readonly removed: unknown }>(all: readonly T[]): readonly T[] =>
  all.filter((each) => !each.removed);
const byPlace = (a: CascadeNode, b: CascadeNode): number =>
  LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) ||
  (a.code ?? "~").localeCompare(b.code ?? "~", "id", { numeric: true }) ||
  a.text.localeCompare(b.text, "id");

/** Indicators that measure a node directly. */
export const indicatorsOf = (tree: Tree, ref: string): readonly Indicator[] =>
  standing(tree.indicators).filter((indicator) => indicator.parents.includes(ref));

/** The nodes right under a node, in the order of level and code. */
export const childrenOf = (tree: Tree, ref: string): readonly CascadeNode[] =>
  standing(tree.nodes)
    .filter((node) => node.parents.includes(ref))
    .toSorted(byPlace);

/** The node itself and everything below it, each once, however many ways lead there. */
export function below(tree: Tree, ref: string): readonly CascadeNode[] {
  const found = new Map<string, CascadeNode>();
  const add = (node: CascadeNode): void => {
    if (found.has(refOf(node))) return;
    found.set(refOf(node), node);
    childrenOf(tree, refOf(node)).forEach(add);
  };
  standing(tree.nodes)
    .filter((node) => refOf(node) === ref)
    .forEach(add);
  return [...found.values()];
}

/** Indicators of a node and of everything below it. One that hangs under two parents is in here once. */
export function indicatorsBelow(tree: Tree, ref: string): readonly Indicator[] {
  const refs = new Set(below(tree, ref).map(refOf));
  return standing(tree.indicators).filter((indicator) => indicator.parents.some((parent) => refs.has(parent)));
}

/** The tree from its tops down. A node under two parents is drawn under each and marked `again` from the second on. */
export function treeLines(tree: Tree): readonly TreeLine[] {
  const nodes = standing(tree.nodes);
  const known = new Set(nodes.map(refOf));
  const lines: TreeLine[] = [];
  const drawn = new Set<string>();
  const add = (node: CascadeNode, depth: number): void => {
    const ref = refOf(node);
    lines.push({ node, ref, depth, indicators: indicatorsOf(tree, ref), again: drawn.has(ref) });
    if (drawn.has(ref)) return;
    drawn.add(ref);
    for (const child of childrenOf(tree, ref)) add(child, depth + 1);
  };
  const tops = nodes.filter((node) => !node.parents.some((parent) => known.has(parent)));
  for (const top of tops.toSorted(byPlace)) add(top, 0);
  return lines;
}
