import { fractionDigits } from "../kernel/decimal.ts";
import { formatNumber, formatPercent } from "../kernel/format.ts";
import { aggregate, evaluate, evaluateNode, type Inputs, spread } from "./evaluate.ts";
import { type Figure, isReported } from "./figure.ts";
import { below, keyOf, type Node, type Program, type Read, readOf, unreachable } from "./program.ts";

/** One input as it entered: its key, its label, its state and the text for the screen. */
export type ExplainedInput = {
  readonly key: string;
  readonly label: string;
  readonly kind: Figure["kind"] | "rows";
  readonly shown: string;
};

/** How a figure came about. */
export type Explanation = {
  /** The formula in words: "realisasi / pagu × 100". */
  readonly formula: string;
  /** The same with the numbers in it: "7.012 / 10.456 × 100". */
  readonly numbers: string;
  readonly result: Figure;
  readonly shown: string;
  readonly inputs: readonly ExplainedInput[];
  /** Rows and parts that entered a jumlah or rata, and those left out as not applicable. */
  readonly counted: number;
  readonly skipped: number;
};

/** Rows written out in full; above that only their number is given. */
const MAX_ROWS_WRITTEN = 12;

const stateWords = {
  "not-applicable": "tidak berlaku",
  missing: "belum lapor",
  undefined: "tidak terdefinisi",
} as const;

/** A figure for the screen (id-ID). Percentages with two decimals, other numbers with all they have, at most six. */
export function showFigure(figure: Figure): string {
  switch (figure.kind) {
    case "value": {
      if (figure.unit === "%") return formatPercent(figure.amount);
      const written = shortest(figure);
      return figure.unit === undefined ? written : `${written} ${figure.unit}`;
    }
    case "nil":
      return "0 (nihil)";
    case "text":
      return figure.text;
    case "not-applicable":
    case "missing":
    case "undefined":
      return stateWords[figure.kind];
    default:
      return unreachable(figure);
  }
}

/**
 * The formula of a program in words and with the numbers in it, its inputs with their states, and the result.
 * `labels` names the fields; a name without a label is shown as it is.
 */
export function explain(program: Program, inputs: Inputs, labels: Readonly<Record<string, string>> = {}): Explanation {
  const label = (read: Read): string => {
    const name = (Object.hasOwn(labels, read.name) ? labels[read.name] : undefined) ?? read.name;
    return read.as === "cumulative" ? `${name} s.d. bulan ini` : read.as === "previous" ? `${name} bulan lalu` : name;
  };
  const result = evaluate(program, inputs);
  const taken = aggregatesIn(program.root).map((node) => aggregate(node, inputs));
  return {
    formula: write(program.root, 0, { read: label }),
    numbers: write(program.root, 0, { read: (read) => showNumber(inputs[keyOf(read)]), inputs }),
    result,
    shown: showFigure(result),
    inputs: program.reads.map((key) => explainInput(key, label(readOf(key)), inputs)),
    counted: taken.reduce((sum, one) => sum + one.counted, 0),
    skipped: taken.reduce((sum, one) => sum + one.skipped, 0),
  };
}

function explainInput(key: string, label: string, inputs: Inputs): ExplainedInput {
  const given = inputs[key];
  if (!isColumn(given)) return { key, label, kind: given?.kind ?? "missing", shown: showFigure(given ?? NOTHING) };
  const reported = given.filter(isReported).length;
  return { key, label, kind: "rows", shown: `${reported} dari ${given.length} baris terisi` };
}

type Writer = { readonly read: (read: Read) => string; readonly inputs?: Inputs };

/** `outer`: how tightly the surrounding sign binds; a part that binds less gets parentheses. */
function write(node: Node, outer: number, writer: Writer): string {
  const group = (strength: number, written: string): string => (strength < outer ? `(${written})` : written);
  const sides = (node: { left: Node; right: Node }, strength: number, sign: string): string =>
    group(strength, `${write(node.left, strength, writer)} ${sign} ${write(node.right, strength + 1, writer)}`);
  switch (node.op) {
    case "number":
      return formatNumber(node.amount);
    case "text":
      return `"${node.text}"`;
    case "truth":
      return node.holds ? "ya" : "tidak";
    case "read":
      return writer.read(node.read);
    case "negate":
      return group(6, `-${write(node.of, 7, writer)}`);
    case "not":
      return group(6, `bukan ${write(node.of, 7, writer)}`);
    case "present":
      return `ada(${write(node.of, 0, writer)})`;
    case "arithmetic":
      return sides(node, node.sign === "+" || node.sign === "-" ? 4 : 5, shownSigns[node.sign]);
    case "compare":
      return sides(node, 3, shownSigns[node.sign]);
    case "both":
      return sides(node, 2, "dan");
    case "either":
      return sides(node, 1, "atau");
    case "ratio": {
      const divided = `${write(node.left, 5, writer)} / ${write(node.right, 6, writer)}`;
      return group(5, node.percent ? `${divided} × 100` : divided);
    }
    case "choose": {
      const parts = [node.condition, node.whenTrue, node.whenFalse].map((part) => write(part, 1, writer));
      return group(0.5, `jika ${parts[0]} maka ${parts[1]}, selain itu ${parts[2]}`);
    }
    case "aggregate":
      return `${node.name}(${writer.inputs === undefined ? written(node.over, writer) : entered(node, writer.inputs)})`;
    default:
      return unreachable(node);
  }
}

const shownSigns = {
  "+": "+",
  "-": "-",
  "*": "×",
  "/": "/",
  "==": "=",
  "!=": "≠",
  "<": "<",
  "<=": "≤",
  ">": ">",
  ">=": "≥",
} as const;

const NOTHING: Figure = { kind: "missing", which: [] };

function written(parts: readonly Node[], writer: Writer): string {
  return parts.map((part) => write(part, 0, writer)).join("; ");
}

function entered(node: Extract<Node, { op: "aggregate" }>, inputs: Inputs): string {
  const figures = node.over.flatMap((part) => spread(part, inputs));
  if (figures.length <= MAX_ROWS_WRITTEN) return figures.map(showNumber).join("; ");
  return `${figures.length} baris = ${showNumber(evaluateNode(node, inputs))}`;
}

function showNumber(given: Figure | readonly Figure[] | undefined): string {
  if (given === undefined || isColumn(given)) return stateWords.missing;
  if (given.kind !== "value") return showFigure(given);
  const written = shortest(given);
  // "5 - (-3)" and not "5 - -3".
  return written.startsWith("-") ? `(${written})` : written;
}

function shortest(figure: Extract<Figure, { kind: "value" }>): string {
  return formatNumber(figure.amount, Math.min(fractionDigits(figure.amount), 6));
}

function aggregatesIn(node: Node): readonly Extract<Node, { op: "aggregate" }>[] {
  return [...(node.op === "aggregate" ? [node] : []), ...below(node).flatMap(aggregatesIn)];
}

function isColumn(given: Figure | readonly Figure[] | undefined): given is readonly Figure[] {
  return Array.isArray(given);
}
