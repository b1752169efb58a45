import { compare, HUNDRED, negate, ONE, round } from "../kernel/decimal.ts";
import {
  addFigures,
  amountOf,
  blocking,
  dateOf,
  daysBetweenFigures,
  divideFigures,
  type Figure,
  isReported,
  largestFigure,
  laterByMonths,
  meanOfFigures,
  missing,
  multiplyFigures,
  NO,
  NOT_A_NUMBER,
  NOT_YES_OR_NO,
  notApplicable,
  smallestFigure,
  subtractFigures,
  sumFigures,
  type Taken,
  textOf,
  undefinedBecause,
  valueOf,
  YES,
} from "./figure.ts";
import type { Achieved, Classified } from "./judgement.ts";
import { type PairedSums, pairedSums, type TakenOver, takeOver } from "./over.ts";
import { type AggregateName, below, type CompareSign, keyOf, type Node, type Program, unreachable } from "./program.ts";

/**
 * The inputs by the keys of `Program.reads` (`readOf` takes a key apart). What is not given is missing.
 * - `x`, `kumulatif(x)`, `bulan_lalu(x)`: one figure: of this period, of the year up to this period, of the period before.
 * - `baris(...)`: the figures of a column, in the same row order for every column.
 * - `periode(x)`: the figures of the periods of the year, oldest first, this one last, in the same periods for every
 *   name. A period nobody reported is `missing("Triwulan I 2026")`: its name is what the result says is missing.
 */
export type Inputs = Readonly<Record<string, Figure | readonly Figure[]>>;

/** The answer of a yes/no expression, with the reason when there is none. */
export type Verdict = { readonly kind: "holds" } | { readonly kind: "fails" } | NoAnswer;

type NoAnswer = Extract<Figure, { kind: "missing" | "undefined" | "not-applicable" }>;

type Truth = { readonly kind: "truth"; readonly holds: boolean };
type Outcome = Figure | Truth;

/** The figure of an expression; a yes/no expression gives the text "ya" or "tidak". The value carries the program's unit. */
export function evaluate(program: Program, inputs: Inputs): Figure {
  const figure = asFigure(run(program.root, inputs, undefined));
  return figure.kind === "value" ? valueOf(figure.amount, program.unit) : figure;
}

/** Whether a yes/no expression holds, for rules and conditions. @throws RangeError for any other program. */
export function judge(program: Program, inputs: Inputs): Verdict {
  if (program.type !== "boolean") throw new RangeError("only a yes/no expression can be judged");
  const outcome = asTruth(run(program.root, inputs, undefined));
  return outcome.kind === "truth" ? { kind: outcome.holds ? "holds" : "fails" } : outcome;
}

/** What an aggregate takes together: per row when a part reads columns, once otherwise. */
export function aggregate(node: Extract<Node, { op: "aggregate" }>, inputs: Inputs): Taken {
  return aggregates[node.name](node.over.flatMap((part) => spread(part, inputs)));
}

/** The value of a part of a program; `row` is the row in which columns are read. */
export function evaluateNode(node: Node, inputs: Inputs, row?: number): Figure {
  return asFigure(run(node, inputs, row));
}

/** The branch that a condition chose; undefined where it has no answer, or another one in every row. */
export function branchOf({ condition, whenTrue, whenFalse }: Extract<Node, { op: "choose" }>, inputs: Inputs) {
  const outcome = asTruth(run(condition, inputs, undefined));
  return outcome.kind === "truth" ? (outcome.holds ? whenTrue : whenFalse) : undefined;
}

/** The parts right below a node that had a say with these inputs: of two branches the one that was chosen. */
export function reached(node: Node, inputs: Inputs): readonly Node[] {
  const branch = node.op === "choose" ? branchOf(node, inputs) : undefined;
  return node.op === "choose" && branch !== undefined ? [node.condition, branch] : below(node);
}

/** The figures a part of an aggregate contributes, one per row or a single one. */
export function spread(part: Node, inputs: Inputs): readonly Figure[] {
  const columns = columnsOf(part);
  if (columns.length === 0) return [evaluateNode(part, inputs)];
  const lists = columns.map((key) => inputs[key]);
  // A column nobody supplied is missing; a column without rows is an empty list.
  if (lists.some((list) => !Array.isArray(list)))
    return [missing(...columns.filter((key) => !Array.isArray(inputs[key])))];
  const length = Math.max(...lists.map((list) => (Array.isArray(list) ? list.length : 0)));
  return Array.from({ length }, (_, row) => evaluateNode(part, inputs, row));
}

const aggregates: Readonly<Record<AggregateName, (figures: readonly Figure[]) => Taken>> = {
  jumlah: sumFigures,
  rata: meanOfFigures,
  min: smallestFigure,
  maks: largestFigure,
};

function run(node: Node, inputs: Inputs, row: number | undefined): Outcome {
  const figure = (part: Node): Figure => asFigure(run(part, inputs, row));
  switch (node.op) {
    case "number":
      return valueOf(node.amount);
    case "text":
      return textOf(node.text);
    case "truth":
      return truth(node.holds);
    case "date":
      return dateOf(node.date);
    case "days":
      return daysBetweenFigures(figure(node.left), figure(node.right));
    case "later":
      return laterByMonths(figure(node.of), node.months);
    case "read":
      return readInput(keyOf(node.read), inputs, node.read.rows ? row : undefined);
    case "negate":
      return multiplyFigures(valueOf(MINUS_ONE), figure(node.of));
    case "not": {
      const of = asTruth(run(node.of, inputs, row));
      return of.kind === "truth" ? truth(!of.holds) : of;
    }
    case "present":
      return truth(isReported(figure(node.of)));
    case "arithmetic":
      return arithmetic[node.sign](figure(node.left), figure(node.right));
    case "ratio":
      return ratio(node, inputs, row);
    case "compare":
      return compareFigures(node.sign, figure(node.left), figure(node.right));
    case "both":
    case "either":
      return connect(node.op === "either", asTruth(run(node.left, inputs, row)), asTruth(run(node.right, inputs, row)));
    case "choose": {
      const condition = asTruth(run(node.condition, inputs, row));
      if (condition.kind !== "truth") return condition;
      return run(condition.holds ? node.whenTrue : node.whenFalse, inputs, row);
    }
    case "apply": {
      const condition = asTruth(run(node.condition, inputs, row));
      if (condition.kind !== "truth") return condition;
      return condition.holds ? run(node.of, inputs, row) : notApplicable(node.reason);
    }
    case "aggregate":
      return aggregate(node, inputs).figure;
    case "periods":
      return overPeriods(node, inputs).figure;
    case "round":
      return rounded(figure(node.of), node.places);
    case "achieve":
      return achieve(node, inputs, row).counted;
    case "classify":
      return classify(node, inputs, row).figure;
    default:
      return unreachable(node);
  }
}

const rounded = (figure: Figure, places: number): Figure =>
  figure.kind === "value" ? valueOf(round(figure.amount, places, "half-up"), figure.unit) : figure;

/** A ratio; of two sums it is the ratio of sums over the rows or periods in which both are there. */
function ratio(node: Extract<Node, { op: "ratio" }>, inputs: Inputs, row: number | undefined): Figure {
  const sums = sumsOf(node, inputs);
  const [left, right] = sums
    ? [sums.left, sums.right]
    : [evaluateNode(node.left, inputs, row), evaluateNode(node.right, inputs, row)];
  return divideFigures(left, right, node.percent ? HUNDRED : undefined);
}

/** The two sums of a ratio of sums, undefined for any other ratio. */
export function sumsOf(node: Extract<Node, { op: "ratio" }>, inputs: Inputs): PairedSums | undefined {
  const [left, right] = [termsOf(node.left, inputs), termsOf(node.right, inputs)];
  return left && right && left.over === right.over ? pairedSums(left.figures, right.figures) : undefined;
}

/** What a sum over rows or periods adds up, if the node is one. */
function termsOf(node: Node, inputs: Inputs): { over: "rows" | "periods"; figures: readonly Figure[] } | undefined {
  if (node.op === "periods" && node.name === "jumlah_periode") {
    return { over: "periods", figures: periodsOf(node, inputs) };
  }
  const [part] = node.op === "aggregate" && node.name === "jumlah" ? node.over : [];
  if (node.op !== "aggregate" || node.over.length !== 1 || part === undefined) return undefined;
  return columnsOf(part).length > 0 ? { over: "rows", figures: spread(part, inputs) } : undefined;
}

/** What a function over periods takes together. */
export const overPeriods = (node: Extract<Node, { op: "periods" }>, inputs: Inputs): TakenOver =>
  takeOver(node.name, periodsOf(node, inputs));

/** The figures of a name in the periods of the year, oldest first; one missing figure when nobody gave them. */
export function periodsOf({ of }: Extract<Node, { op: "periods" }>, inputs: Inputs): readonly Figure[] {
  const key = of.op === "read" ? keyOf(of.read) : "";
  const given = Object.hasOwn(inputs, key) ? inputs[key] : undefined;
  return isColumn(given) ? given : [missing(key)];
}

/** The achievement of a part of a program. */
export function achieve(node: Extract<Node, { op: "achieve" }>, inputs: Inputs, row?: number): Achieved {
  const { by } = node;
  if (by === undefined) throw new RangeError(`unchecked method: ${node.id}`);
  const figures = node.parts.map((part) => evaluateNode(part, inputs, row));
  return by.achieve(figures.slice(0, by.parts.length), figures[by.parts.length]);
}

/** The class of a part of a program. */
export function classify(node: Extract<Node, { op: "classify" }>, inputs: Inputs, row?: number): Classified {
  if (node.by === undefined) throw new RangeError(`unchecked scale: ${node.id}`);
  const [figure = missing(node.id), ...parts] = node.parts.map((part) => evaluateNode(part, inputs, row));
  return node.by.classify(figure, parts);
}

const MINUS_ONE = negate(ONE);

const arithmetic = {
  "+": addFigures,
  "-": subtractFigures,
  "*": multiplyFigures,
  "/": (left: Figure, right: Figure): Figure => divideFigures(left, right),
} as const;

/** `decisive` (true for "or", false for "and") settles the answer even when the other side is missing. */
function connect(decisive: boolean, left: Outcome, right: Outcome): Outcome {
  for (const side of [left, right]) if (side.kind === "truth" && side.holds === decisive) return truth(decisive);
  return blocking([asFigure(left), asFigure(right)]) ?? truth(!decisive);
}

function compareFigures(sign: CompareSign, left: Figure, right: Figure): Outcome {
  const blocked = blocking([left, right]);
  if (blocked !== undefined) return blocked;
  if (left.kind === "text" && right.kind === "text") {
    return truth((left.text === right.text) === (sign === "=="));
  }
  if (left.kind === "date" && right.kind === "date") return truth(comparisons[sign](order(left.date, right.date)));
  const a = amountOf(left);
  const b = amountOf(right);
  if (a === undefined || b === undefined) return undefinedBecause(NOT_A_NUMBER);
  return truth(comparisons[sign](compare(a, b)));
}

/** Dates are kept so that their texts stand in the order of the days. */
const order = (left: string, right: string): -1 | 0 | 1 => (left < right ? -1 : left > right ? 1 : 0);

const comparisons: Readonly<Record<CompareSign, (order: -1 | 0 | 1) => boolean>> = {
  "==": (order) => order === 0,
  "!=": (order) => order !== 0,
  "<": (order) => order < 0,
  "<=": (order) => order <= 0,
  ">": (order) => order > 0,
  ">=": (order) => order >= 0,
};

function readInput(key: string, inputs: Inputs, row: number | undefined): Figure {
  const given = Object.hasOwn(inputs, key) ? inputs[key] : undefined;
  const figure = isColumn(given) ? (row === undefined ? undefined : given[row]) : given;
  if (figure === undefined) return missing(key);
  return figure.kind === "missing" && figure.which.length === 0 ? missing(key) : figure;
}

export function columnsOf(node: Node): readonly string[] {
  const own = node.op === "read" && node.read.rows ? [keyOf(node.read)] : [];
  return [...new Set([...own, ...below(node).flatMap(columnsOf)])];
}

function isColumn(given: Figure | readonly Figure[] | undefined): given is readonly Figure[] {
  return Array.isArray(given);
}

function asFigure(outcome: Outcome): Figure {
  return outcome.kind === "truth" ? textOf(outcome.holds ? YES : NO) : outcome;
}

function asTruth(outcome: Outcome): Truth | NoAnswer {
  switch (outcome.kind) {
    case "text":
      if (outcome.text === YES || outcome.text === NO) return truth(outcome.text === YES);
      return { kind: "undefined", why: NOT_YES_OR_NO };
    case "value":
    case "date":
    case "nil":
      return { kind: "undefined", why: NOT_YES_OR_NO };
    case "truth":
    case "missing":
    case "undefined":
    case "not-applicable":
      return outcome;
    default:
      return unreachable(outcome);
  }
}

function truth(holds: boolean): Truth {
  return { kind: "truth", holds };
}
