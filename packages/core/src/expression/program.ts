import type { Decimal } from "../kernel/decimal.ts";
import type { LocalDate } from "../kernel/zone.ts";
import type { MethodInScope, ScaleInScope } from "./judgement.ts";

/** Character positions in the source: from `start` up to, not including, `end`. */
export type Span = { readonly start: number; readonly end: number };

/** A fault in an expression, for the screen. */
export type Fault = { readonly at: Span; readonly message: string };

/**
 * Which figure of a field is read: this period's, the running total, the previous period's, or the list of all periods
 * of the year up to and including this one.
 */
export type ReadAs = "now" | "cumulative" | "previous" | "periods";

/** One input of an expression. `rows`: the whole column over the rows of the section. */
export type Read = { readonly name: string; readonly as: ReadAs; readonly rows: boolean };

export type ArithmeticSign = "+" | "-" | "*" | "/";
export type CompareSign = "==" | "!=" | "<" | "<=" | ">" | ">=";
export type AggregateName = "jumlah" | "rata" | "min" | "maks";
/** Over the periods of the year. All but the last leave out a period that did not report. */
export type PeriodFunction =
  | "jumlah_periode"
  | "rata_periode"
  | "min_periode"
  | "maks_periode"
  | "terakhir"
  | "jumlah_semua_periode";

/** A method or scale that is asked by id. `by` is undefined only in a tree that was not checked. */
type Asked = { readonly id: string; readonly idAt: Span; readonly parts: readonly Node[] };

/** The checked tree of an expression. */
export type Node = { readonly at: Span } & (
  | { readonly op: "number"; readonly amount: Decimal }
  | { readonly op: "text"; readonly text: string }
  | { readonly op: "truth"; readonly holds: boolean }
  | { readonly op: "date"; readonly date: LocalDate }
  | { readonly op: "read"; readonly read: Read }
  | { readonly op: "negate"; readonly of: Node }
  | { readonly op: "not"; readonly of: Node }
  | { readonly op: "present"; readonly of: Node }
  | { readonly op: "arithmetic"; readonly sign: ArithmeticSign; readonly left: Node; readonly right: Node }
  | { readonly op: "compare"; readonly sign: CompareSign; readonly left: Node; readonly right: Node }
  | { readonly op: "both"; readonly left: Node; readonly right: Node }
  | { readonly op: "either"; readonly left: Node; readonly right: Node }
  | { readonly op: "choose"; readonly condition: Node; readonly whenTrue: Node; readonly whenFalse: Node }
  | { readonly op: "ratio"; readonly percent: boolean; readonly left: Node; readonly right: Node }
  | { readonly op: "aggregate"; readonly name: AggregateName; readonly over: readonly Node[] }
  | { readonly op: "periods"; readonly name: PeriodFunction; readonly of: Node }
  | { readonly op: "round"; readonly of: Node; readonly places: number }
  /** Whole days from the left date to the right one. */
  | { readonly op: "days"; readonly left: Node; readonly right: Node }
  | { readonly op: "later"; readonly of: Node; readonly months: number }
  /** The figure where the condition holds; elsewhere it does not apply, for this reason. */
  | { readonly op: "apply"; readonly condition: Node; readonly of: Node; readonly reason: string }
  /** `parts`: the method's inputs, and after them the score of an assessor if one is given. */
  | (Asked & { readonly op: "achieve"; readonly by: MethodInScope | undefined })
  /** `parts`: the figure, and after it what the figure was made of. */
  | (Asked & { readonly op: "classify"; readonly by: ScaleInScope | undefined })
);

export type FieldType = "number" | "text" | "boolean" | "date";

/** What a formula calls the last day of the period that is reported about. No field can bear this name. */
export const PERIOD_END = "akhir_periode()";

/** A name an expression may use. Numbers without a unit go with every unit; `choices`: the only texts it can be. */
export type FieldScope = { readonly type: FieldType; readonly unit?: string; readonly choices?: readonly string[] };

/** The names an expression may use: `fields` of the report or of the same row, `rows` the columns for jumlah(x) etc. */
export type Scope = {
  readonly fields: Readonly<Record<string, FieldScope>>;
  readonly rows?: Readonly<Record<string, FieldScope>>;
  /** Methods and scales by id, for capaian("id", ...) and kelas("id", x). */
  readonly methods?: Readonly<Record<string, MethodInScope>>;
  readonly scales?: Readonly<Record<string, ScaleInScope>>;
};

/** A checked expression, ready to run as often as wanted. */
export type Program = {
  readonly source: string;
  readonly root: Node;
  /**
   * Input keys in order of appearance: "pagu", "kumulatif(keuangan)", "bulan_lalu(sisa)", "periode(siswa)",
   * "baris(pagu)", "akhir_periode()". See `readOf`; what each must be given stands with `Inputs`.
   */
  readonly reads: readonly string[];
  readonly type: FieldType;
  /** Unit of the result, when the units of the inputs give one. */
  readonly unit?: string;
};

const READ_NAMES = { cumulative: "kumulatif", previous: "bulan_lalu", periods: "periode" } as const;

/** The key under which an input is given to `evaluate`. */
export function keyOf(read: Read): string {
  const inner = read.as === "now" ? read.name : `${READ_NAMES[read.as]}(${read.name})`;
  return read.rows ? `baris(${inner})` : inner;
}

/** The input a key of `Program.reads` stands for. @throws RangeError when the text is no such key. */
export function readOf(key: string): Read {
  const found = /^(baris\()?(?:(kumulatif|bulan_lalu|periode)\()?([A-Za-z_]\w*(?:\(\))?)\)*$/.exec(key);
  const name = found?.[3];
  if (found === null || name === undefined) throw new RangeError(`not an input of an expression: ${key.slice(0, 60)}`);
  const ways = ["cumulative", "previous", "periods"] as const;
  return { name, as: ways.find((way) => READ_NAMES[way] === found[2]) ?? "now", rows: found[1] !== undefined };
}

/** The nodes directly below. */
export function below(node: Node): readonly Node[] {
  switch (node.op) {
    case "number":
    case "text":
    case "truth":
    case "date":
    case "read":
      return [];
    case "negate":
    case "not":
    case "present":
    case "periods":
    case "round":
    case "later":
      return [node.of];
    case "achieve":
    case "classify":
      return node.parts;
    case "apply":
      return [node.condition, node.of];
    case "choose":
      return [node.condition, node.whenTrue, node.whenFalse];
    case "aggregate":
      return node.over;
    case "arithmetic":
    case "compare":
    case "both":
    case "either":
    case "ratio":
    case "days":
      return [node.left, node.right];
    default:
      return unreachable(node);
  }
}

/** Every input key of a tree, in order of appearance, each once. */
export function readsOf(node: Node): readonly string[] {
  const own = node.op === "read" ? [keyOf(node.read)] : [];
  return [...new Set([...own, ...below(node).flatMap(readsOf)])];
}

/** Ends an exhaustive switch: the compiler refuses the call while a case is left. */
export function unreachable(left: never): never {
  throw new RangeError(`unexpected case: ${JSON.stringify(left)}`);
}
