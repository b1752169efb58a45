import { compare, HUNDRED, negate, ONE } from "../kernel/decimal.ts";
import {
  addFigures,
  amountOf,
  blocking,
  divideFigures,
  type Figure,
  isReported,
  largestFigure,
  meanOfFigures,
  missing,
  multiplyFigures,
  NO,
  NOT_A_NUMBER,
  NOT_YES_OR_NO,
  smallestFigure,
  subtractFigures,
  sumFigures,
  type Taken,
  textOf,
  undefinedBecause,
  valueOf,
  YES,
} from "./figure.ts";
import { type AggregateName, below, type CompareSign, keyOf, type Node, type Program, unreachable } from "./program.ts";

/**
 * The inputs by the keys of `Program.reads`. A column ("baris(...)") is the list of its figures, in the same row order
 * for every column. What is not given is missing.
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
      return divideFigures(figure(node.left), figure(node.right), node.percent ? HUNDRED : undefined);
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
    case "aggregate":
      return aggregate(node, inputs).figure;
    default:
      return unreachable(node);
  }
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
  const a = amountOf(left);
  const b = amountOf(right);
  if (a === undefined || b === undefined) return undefinedBecause(NOT_A_NUMBER);
  return truth(comparisons[sign](compare(a, b)));
}

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

function columnsOf(node: Node): readonly string[] {
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
