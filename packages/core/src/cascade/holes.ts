import { type CascadeNode, type Indicator, type Level, LEVELS, refOf, type Tree } from "./schema.ts";
import { quartersAgree, targetOf } from "./targets.ts";
import { childrenOf, indicatorsOf } from "./tree.ts";

export const HOLES = [
  "no-indicator",
  "no-target",
  "no-owner",
  "no-parent",
  "no-child",
  "lost-parent",
  "quarters-differ",
] as const;
export type HoleKind = (typeof HOLES)[number];

/** Something that is lacking, with the place where it is mended: a node, or an indicator of it. */
export type Hole = {
  readonly kind: HoleKind;
  readonly level: Level;
  /** The node that lacks something, or that the indicator hangs under. */
  readonly node: string;
  readonly indicator: string | null;
  readonly text: string;
};

const at = (level: Level): number => LEVELS.indexOf(level);
/** From the tujuan down everything is measured and answered for. */
const measured = (level: Level): boolean => at(level) >= at("tujuan");
/** What must have something below it within its own part; a sasaran of the regency is carried by the OPDs. */
const CARRIED: readonly Level[] = ["visi", "misi", "tujuan", "tujuan-pd", "sasaran-pd", "program", "kegiatan"];

/** Whether a node carries a request that was accepted: then it supports something, although it hangs under nothing. */
const carries = ({ supports }: Tree, ref: string): boolean =>
  supports.some((each) => each.carrier === ref && each.state === "accepted");

function ofNode(tree: Tree, node: CascadeNode, known: ReadonlySet<string>): readonly Hole[] {
  const ref = refOf(node);
  const hole = (kind: HoleKind): Hole => ({ kind, level: node.level, node: ref, indicator: null, text: node.text });
  const lost = node.parents.filter((parent) => !known.has(parent));
  const free = node.level === "visi" || carries(tree, ref);
  return [
    ...(measured(node.level) && indicatorsOf(tree, ref).length === 0 ? [hole("no-indicator")] : []),
    ...(measured(node.level) && node.owner === null ? [hole("no-owner")] : []),
    ...(node.parents.length === 0 && !free ? [hole("no-parent")] : []),
    ...(lost.length > 0 ? [hole("lost-parent")] : []),
    ...(CARRIED.includes(node.level) && childrenOf(tree, ref).length === 0 ? [hole("no-child")] : []),
  ];
}

function ofIndicator(tree: Tree, indicator: Indicator, year: string): readonly Hole[] {
  const node = tree.nodes.find((each) => !each.removed && indicator.parents.includes(refOf(each)));
  if (!node) return [];
  const found = { level: node.level, node: refOf(node), indicator: indicator.id, text: indicator.text };
  if (targetOf(indicator, year) === null) return [{ ...found, kind: "no-target" }];
  return quartersAgree(indicator, year) ? [] : [{ ...found, kind: "quarters-differ" }];
}

/**
 * Everything that is lacking in one part of the tree of a year, each with its place. `tree` holds the part and the
 * regency's own nodes, which the part hangs under.
 */
export function holesOf(tree: Tree, part: string, year: string): readonly Hole[] {
  const known = new Set(tree.nodes.filter((node) => !node.removed).map(refOf));
  const nodes = tree.nodes.filter((node) => node.part === part && !node.removed);
  const indicators = tree.indicators.filter((indicator) => indicator.part === part && !indicator.removed);
  return [
    ...nodes.flatMap((node) => ofNode(tree, node, known)),
    ...indicators.flatMap((indicator) => ofIndicator(tree, indicator, year)),
  ];
}
