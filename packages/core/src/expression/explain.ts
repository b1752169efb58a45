import { fractionDigits } from "../kernel/decimal.ts";
import { formatDate, formatNumber, formatPercent } from "../kernel/format.ts";
import { branchOf, evaluate, evaluateNode, type Inputs, overPeriods, periodsOf, spread } from "./evaluate.ts";
import { type ExplainedMethod, type ExplainedScale, explainMethods, explainScales, tally } from "./explain-parts.ts";
import { type Figure, isReported, NEEDS_ASSESSMENT } from "./figure.ts";
import { keyOf, type Node, PERIOD_END, type Program, type Read, readOf, unreachable } from "./program.ts";

/** One input as it entered: its key, its label, its state and the text for the screen. */
export type ExplainedInput = {
  readonly key: string;
  readonly label: string;
  readonly kind: Figure["kind"] | "rows" | "periods";
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
  /** Rows and periods left out because nobody reported them: the figure is incomplete. */
  readonly left: readonly string[];
  /** The methods and scales that were asked, with their version and source. */
  readonly methods: readonly ExplainedMethod[];
  readonly scales: readonly ExplainedScale[];
};

/** How periods are called: "bulan" and "Januari 2026", "Februari 2026" in the order of the inputs. */
export type PeriodWords = { readonly unit: string; readonly names?: readonly string[] };
const MONTHS: PeriodWords = { unit: "bulan" };

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
    case "date":
      return formatDate(figure.date);
    case "undefined":
      return figure.why.startsWith(NEEDS_ASSESSMENT) ? NEEDS_ASSESSMENT : stateWords.undefined;
    case "not-applicable":
    case "missing":
      return stateWords[figure.kind];
    default:
      return unreachable(figure);
  }
}

/**
 * The formula of a program in words and with the numbers in it, its inputs with their states, the methods and scales it
 * asked, and the result. `labels` names the fields; a name without a label is shown as it is.
 */
export function explain(
  program: Program,
  inputs: Inputs,
  labels: Readonly<Record<string, string>> = {},
  period: PeriodWords = MONTHS,
): Explanation {
  const known: Readonly<Record<string, string>> = { [PERIOD_END]: "akhir periode", ...labels };
  const name = (read: Read): string => (Object.hasOwn(known, read.name) ? known[read.name] : undefined) ?? read.name;
  const label = (read: Read): string => name(read) + readWords[read.as](period.unit);
  const inWords: Writer = { read: label, period };
  const inNumbers: Writer = { read: (read) => showNumber(inputs[keyOf(read)]), inputs, period };
  const result = evaluate(program, inputs);
  return {
    formula: write(program.root, 0, inWords),
    numbers: write(program.root, 0, inNumbers),
    result,
    shown: showFigure(result),
    inputs: program.reads.map((key) => explainInput(key, label(readOf(key)), inputs, period)),
    ...tally(program.root, inputs),
    methods: explainMethods(program.root, inputs, {
      words: (node) => write(node, 0, inWords),
      numbers: (node) => write(node, 0, inNumbers),
    }),
    scales: explainScales(program.root, inputs),
  };
}

const readWords: Readonly<Record<Read["as"], (unit: string) => string>> = {
  now: () => "",
  periods: () => "",
  cumulative: (unit) => ` s.d. ${unit} ini`,
  previous: (unit) => ` ${unit} lalu`,
};

function explainInput(key: string, label: string, inputs: Inputs, period: PeriodWords): ExplainedInput {
  const given = inputs[key];
  if (!isColumn(given)) return { key, label, kind: given?.kind ?? "missing", shown: showFigure(given ?? NOTHING) };
  const reported = given.filter(isReported).length;
  const periods = readOf(key).as === "periods";
  const of = `${reported} dari ${given.length} ${periods ? period.unit : "baris"} terisi`;
  if (!periods || given.length > MAX_ROWS_WRITTEN) return { key, label, kind: periods ? "periods" : "rows", shown: of };
  const each = given.map((figure, i) => `${period.names?.[i] ?? `${period.unit} ke-${i + 1}`} ${showFigure(figure)}`);
  return { key, label, kind: "periods", shown: `${each.join("; ")} (${of})` };
}

type Writer = {
  readonly read: (read: Read) => string;
  /** Given when numbers are written. */
  readonly inputs?: Inputs;
  readonly period?: PeriodWords;
};

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
    case "date":
      return formatDate(node.date);
    case "days":
      return `hari_antara(${written([node.left, node.right], writer)})`;
    case "later":
      return `tambah_bulan(${write(node.of, 0, writer)}; ${node.months})`;
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
      // With the numbers in it a formula says what was reckoned, not what else might have been.
      const chosen = writer.inputs && branchOf(node, writer.inputs);
      if (chosen) return write(chosen, outer, writer);
      const parts = [node.condition, node.whenTrue, node.whenFalse].map((part) => write(part, 1, writer));
      return group(0.5, `jika ${parts[0]} maka ${parts[1]}, selain itu ${parts[2]}`);
    }
    case "apply":
      return group(0.5, `${write(node.of, 1, writer)}, bila ${write(node.condition, 1, writer)}`);
    case "aggregate":
      return `${node.name}(${writer.inputs === undefined ? written(node.over, writer) : entered(node, writer.inputs)})`;
    case "periods":
      return writePeriods(node, writer);
    case "round":
      return `pembulatan(${write(node.of, 0, writer)}; ${node.places})`;
    case "achieve":
      return group(4, writeAchievement(node, writer));
    case "classify":
      return `kelas(${node.by?.label ?? node.id}; ${written(node.parts, writer)})`;
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

/** "jumlah(Siswa s.d. triwulan ini)", and with numbers what entered; "terakhir" names the period it comes from. */
function writePeriods(node: Extract<Node, { op: "periods" }>, writer: Writer): string {
  const { inputs, period = MONTHS } = writer;
  const name = periodNames[node.name];
  if (inputs === undefined) return `${name}(${write(node.of, 0, writer)} per ${period.unit})`;
  const figures = periodsOf(node, inputs);
  if (node.name === "terakhir") {
    const taken = overPeriods(node, inputs).figure;
    const at = figures.findLastIndex((figure) => figure === taken);
    const from = period.names?.[at];
    return from === undefined || !isReported(taken) ? showNumber(taken) : `${showNumber(taken)} (${from})`;
  }
  const entered = figures.filter((figure) => figure.kind !== "missing" || node.name === "jumlah_semua_periode");
  const shown = entered.map(showNumber);
  return `${name}(${shown.length > 0 ? shown.join("; ") : stateWords.missing})`;
}

const periodNames = {
  jumlah_periode: "jumlah",
  jumlah_semua_periode: "jumlah",
  rata_periode: "rata",
  min_periode: "min",
  maks_periode: "maks",
  terakhir: "terakhir",
} as const;

/** The formula of the method with the inputs in it; parts that are sums themselves get parentheses. */
function writeAchievement(node: Extract<Node, { op: "achieve" }>, writer: Writer): string {
  const { by } = node;
  if (by === undefined) return `capaian(${node.id}; ${written(node.parts, writer)})`;
  const inputs = node.parts.slice(0, by.parts.length);
  const parts = inputs.map((part) => write(part, 6, writer));
  const { inputs: given } = writer;
  return by.write(parts, given && inputs.map((part) => evaluateNode(part, given)));
}

function isColumn(given: Figure | readonly Figure[] | undefined): given is readonly Figure[] {
  return Array.isArray(given);
}
