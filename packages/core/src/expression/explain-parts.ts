import {
  achieve,
  aggregate,
  classify,
  columnsOf,
  evaluateNode,
  type Inputs,
  overPeriods,
  reached,
  sumsOf,
} from "./evaluate.ts";
import type { Figure } from "./figure.ts";
import type { Node } from "./program.ts";

/** A method that a formula asked. Inside a sum over rows it was asked once per row and has no numbers of its own. */
export type ExplainedMethod = {
  readonly label: string;
  readonly n: number;
  readonly source: string;
  readonly formula: string;
  readonly once: {
    readonly numbers: string;
    /** Before cap, floor and rounding. */
    readonly raw: Figure;
    readonly counted: Figure;
    /** The cap or floor that took effect: "batas atas 120". */
    readonly limit: string | null;
    /** The score is an assessor's, because the formula has no answer. */
    readonly assessed: boolean;
  } | null;
};

/** A scale that a formula asked, with the class and its bounds in words. */
export type ExplainedScale = {
  readonly label: string;
  readonly n: number;
  readonly source: string;
  readonly once: { readonly of: Figure; readonly figure: Figure; readonly range: string | null } | null;
};

type Achieve = Extract<Node, { op: "achieve" }>;
type Writers = { readonly words: (node: Achieve) => string; readonly numbers: (node: Achieve) => string };
type Found<N> = { readonly node: N; readonly perRow: boolean };

/** Every part of a tree that had a say, and whether it stands inside a function over rows. */
function partsOf(node: Node, inputs: Inputs, perRow = false): readonly Found<Node>[] {
  const inner = perRow || node.op === "aggregate";
  return [{ node, perRow }, ...reached(node, inputs).flatMap((part) => partsOf(part, inputs, inner))];
}

export function explainMethods(root: Node, inputs: Inputs, write: Writers): readonly ExplainedMethod[] {
  return partsOf(root, inputs).flatMap(({ node, perRow }): ExplainedMethod[] => {
    if (node.op !== "achieve" || node.by === undefined) return [];
    const { label, n, source } = node.by;
    const formula = write.words(node);
    if (perRow) return [{ label, n, source, formula, once: null }];
    const { raw, counted, limit, assessed } = achieve(node, inputs);
    return [{ label, n, source, formula, once: { numbers: write.numbers(node), raw, counted, limit, assessed } }];
  });
}

export function explainScales(root: Node, inputs: Inputs): readonly ExplainedScale[] {
  return partsOf(root, inputs).flatMap(({ node, perRow }): ExplainedScale[] => {
    const [of] = node.op === "classify" ? node.parts : [];
    if (node.op !== "classify" || node.by === undefined || of === undefined) return [];
    const { label, n, source } = node.by;
    if (perRow) return [{ label, n, source, once: null }];
    const { figure, range } = classify(node, inputs);
    return [{ label, n, source, once: { of: evaluateNode(of, inputs), figure, range } }];
  });
}

type Tally = { readonly counted: number; readonly skipped: number; readonly left: readonly string[] };

/** What entered the sums and means of a tree, what does not apply, and what nobody reported. */
export function tally(node: Node, inputs: Inputs): Tally {
  const sums = node.op === "ratio" ? sumsOf(node, inputs) : undefined;
  // The two sums of a ratio of sums share their rows: they are counted once, and not one by one below.
  if (sums) return { counted: sums.counted, skipped: sums.skipped, left: sums.absent };
  const inside = reached(node, inputs).map((part) => tally(part, inputs));
  // The smaller of two figures of one row is taken from no rows: nothing is counted there.
  const rows = node.op === "aggregate" && node.over.some((part) => columnsOf(part).length > 0);
  const own: Tally[] = rows ? [{ ...aggregate(node, inputs), left: [] }] : [];
  if (node.op === "periods") own.push(overPeriods(node, inputs));
  const all = [...own, ...inside];
  return {
    counted: all.reduce((sum, one) => sum + one.counted, 0),
    skipped: all.reduce((sum, one) => sum + one.skipped, 0),
    left: [...new Set(all.flatMap((one) => one.left))],
  };
}
