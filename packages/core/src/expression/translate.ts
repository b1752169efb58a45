import { parseTypedDate } from "../kernel/date-input.ts";
import { decimal, isDecimalText } from "../kernel/decimal.ts";
import type { ASTNode } from "./environment.ts";
import {
  type AggregateName,
  type ArithmeticSign,
  type CompareSign,
  type Fault,
  type Node,
  PERIOD_END,
  type PeriodFunction,
  type Read,
  type ReadAs,
  type Scope,
  type Span,
  unreachable,
} from "./program.ts";

const aggregateNames: readonly AggregateName[] = ["jumlah", "rata", "min", "maks"];
const periodFunctions: readonly PeriodFunction[] = [
  "jumlah_periode",
  "rata_periode",
  "min_periode",
  "maks_periode",
  "terakhir",
  "jumlah_semua_periode",
];
/** How a number of decimals is written. */
const PLACES: readonly string[] = ["0", "1", "2", "3", "4", "5", "6"];
/** Most months a date is moved by: ten years. */
const MOST_MONTHS = 120;
const arithmeticSigns: readonly ArithmeticSign[] = ["+", "-", "*", "/"];
const compareSigns: readonly CompareSign[] = ["==", "!=", "<", "<=", ">", ">="];

/** What an expression may call, for the editor's list and for messages. */
export const functionSignatures = [
  "jumlah(x)",
  "rata(x)",
  "min(x)",
  "maks(x)",
  "kumulatif(isian)",
  "periode_lalu(isian)",
  "bulan_lalu(isian)",
  "jumlah_periode(isian)",
  "rata_periode(isian)",
  "min_periode(isian)",
  "maks_periode(isian)",
  "terakhir(isian)",
  "jumlah_semua_periode(isian)",
  "rasio(a, b)",
  "persen(a, b)",
  "pembulatan(x, desimal)",
  "berlaku_bila(syarat, x, alasan)",
  "capaian(metode, realisasi, target)",
  "kelas(skala, x)",
  "ada(x)",
  'tanggal("31/03/2026")',
  "akhir_periode()",
  "hari_antara(a, b)",
  "tambah_bulan(x, bulan)",
] as const;

/** A tree or its faults; also with faults there is a tree, so that the other faults can be found too. */
export type Translation = { readonly root: Node; readonly errors: readonly Fault[] };

/**
 * Turns the library's tree into ours, with literals as exact decimals taken from the source text.
 * The scope says which names are columns (inside jumlah, rata, min and maks such a name means the column) and which
 * methods and scales stand behind an id; what is unknown is left for the check.
 */
export function translate(ast: ASTNode, source: string, scope: Scope): Translation {
  const errors: Fault[] = [];
  const isRow = (name: string): boolean => known(scope.rows, name) !== undefined;
  const fault = (at: Span, message: string): Node => {
    errors.push({ at, message });
    return { at, op: "number", amount: decimal("0") };
  };
  const walk = (node: ASTNode, inside: boolean): Node => {
    const at = { start: node.start, end: node.end };
    const written = source.slice(node.start, node.end);
    const pair = (args: readonly [ASTNode, ASTNode]) => ({ left: walk(args[0], inside), right: walk(args[1], inside) });
    switch (node.op) {
      case "value":
        return literal(node.args, written, at, fault);
      case "id":
        return { at, op: "read", read: { name: node.args, as: "now", rows: inside && isRow(node.args) } };
      case "-_":
        return { at, op: "negate", of: walk(node.args, inside) };
      case "!_":
        return { at, op: "not", of: walk(node.args, inside) };
      case "&&":
        return { at, op: "both", ...pair(node.args) };
      case "||":
        return { at, op: "either", ...pair(node.args) };
      case "?:": {
        const [condition, whenTrue, whenFalse] = node.args;
        return {
          at,
          op: "choose",
          condition: walk(condition, inside),
          whenTrue: walk(whenTrue, inside),
          whenFalse: walk(whenFalse, inside),
        };
      }
      case "call":
        return call(node.args[0], node.args[1], at, inside);
      case "+":
      case "-":
      case "*":
      case "/":
      case "==":
      case "!=":
      case "<":
      case "<=":
      case ">":
      case ">=": {
        const arithmetic = arithmeticSigns.find((sign) => sign === node.op);
        const comparison = compareSigns.find((sign) => sign === node.op);
        if (arithmetic !== undefined) return { at, op: "arithmetic", sign: arithmetic, ...pair(node.args) };
        return { at, op: "compare", sign: comparison ?? "==", ...pair(node.args) };
      }
      case ".":
      case ".?":
      case "[]":
      case "[?]":
      case "rcall":
      case "list":
      case "map":
      case "in":
      case "%":
        return fault(at, `Bentuk "${written}" tidak dipakai dalam rumus.`);
      default:
        return unreachable(node);
    }
  };

  const call = (name: string, args: readonly ASTNode[], at: Span, inside: boolean): Node => {
    const aggregate = aggregateNames.find((known) => known === name);
    if (aggregate !== undefined) {
      if (inside) return fault(at, `${name}(...) tidak boleh berada di dalam jumlah, rata, min, atau maks.`);
      return { at, op: "aggregate", name: aggregate, over: args.map((arg) => walk(arg, true)) };
    }
    const overPeriods = periodFunctions.find((each) => each === name);
    if (overPeriods !== undefined) return periods(overPeriods, args, at, inside);
    const [first, second] = args;
    switch (name) {
      case "kumulatif":
      case "periode_lalu":
      case "bulan_lalu": {
        if (args.length !== 1 || first?.op !== "id") return fault(at, `${name}(...) berisi satu nama isian saja.`);
        const as: ReadAs = name === "kumulatif" ? "cumulative" : "previous";
        const read: Read = { name: first.args, as, rows: inside && isRow(first.args) };
        return { at, op: "read", read };
      }
      case "capaian":
      case "kelas":
        return asked(name, args, at, inside);
      case "pembulatan": {
        const places = PLACES.indexOf(second === undefined ? "" : source.slice(second.start, second.end));
        if (args.length !== 2 || first === undefined || places < 0) {
          return fault(
            at,
            `pembulatan(x, desimal) memerlukan banyaknya desimal sebagai angka 0 sampai ${PLACES.length - 1}.`,
          );
        }
        return { at, op: "round", of: walk(first, inside), places };
      }
      case "berlaku_bila":
        return applying(args, at, inside);
      case "tanggal":
      case "akhir_periode":
      case "hari_antara":
      case "tambah_bulan":
        return aboutDates(name, args, at, inside);
      case "rasio":
      case "persen":
        if (args.length !== 2 || first === undefined || second === undefined) {
          return fault(at, `${name}(a, b) memerlukan tepat dua bagian: pembilang dan penyebut.`);
        }
        return { at, op: "ratio", percent: name === "persen", left: walk(first, inside), right: walk(second, inside) };
      case "ada":
        if (args.length !== 1 || first === undefined) return fault(at, "ada(x) memerlukan tepat satu isian.");
        return { at, op: "present", of: walk(first, inside) };
      default:
        return fault(at, `Fungsi "${name}" tidak dikenal; yang ada: ${functionSignatures.join(", ")}.`);
    }
  };

  /** berlaku_bila(syarat, x, "alasan"): the reason is a text in the formula, since it stands beside the dash. */
  const applying = (args: readonly ASTNode[], at: Span, inside: boolean): Node => {
    const [condition, of, given] = args;
    const reason = given?.op === "value" && typeof given.args === "string" ? given.args.trim() : "";
    if (args.length !== 3 || condition === undefined || of === undefined || reason === "") {
      return fault(
        at,
        'berlaku_bila(...) memerlukan syarat, angka, dan alasan dalam tanda kutip: berlaku_bila(sasaran > 0, nilai, "tidak ada sasaran").',
      );
    }
    return { at, op: "apply", condition: walk(condition, inside), of: walk(of, inside), reason };
  };

  /** A date that is written out or belongs to the period, the days between two, and a date moved by whole months. */
  const aboutDates = (name: DateFunction, args: readonly ASTNode[], at: Span, inside: boolean): Node => {
    const [first, second] = args;
    switch (name) {
      case "tanggal": {
        const given = first?.op === "value" && typeof first.args === "string" ? first.args : undefined;
        if (args.length !== 1 || given === undefined) {
          return fault(at, 'tanggal(...) berisi satu tanggal dalam tanda kutip: tanggal("31/03/2026").');
        }
        const read = parseTypedDate(given);
        return read.ok ? { at, op: "date", date: read.date } : fault(at, `tanggal("${given}"): ${read.message}`);
      }
      case "akhir_periode":
        if (args.length !== 0) return fault(at, "akhir_periode() tidak berisi apa-apa di dalam kurungnya.");
        return { at, op: "read", read: { name: PERIOD_END, as: "now", rows: inside && isRow(PERIOD_END) } };
      case "hari_antara":
        if (args.length !== 2 || first === undefined || second === undefined) {
          return fault(at, "hari_antara(a, b) memerlukan tepat dua tanggal: dari dan sampai.");
        }
        return { at, op: "days", left: walk(first, inside), right: walk(second, inside) };
      case "tambah_bulan": {
        const written = second === undefined ? "" : source.slice(second.start, second.end);
        const months = /^-?\d{1,3}$/.test(written) ? Number(written) : Number.NaN;
        if (args.length !== 2 || first === undefined || !(Math.abs(months) <= MOST_MONTHS)) {
          return fault(
            at,
            `tambah_bulan(x, bulan) memerlukan sebuah tanggal dan banyaknya bulan sebagai angka, paling banyak ${MOST_MONTHS}: tambah_bulan(akhir_periode(), 3).`,
          );
        }
        return { at, op: "later", of: walk(first, inside), months };
      }
      default:
        return name satisfies never;
    }
  };

  /** A name over the periods of the year; the reading of each period stands in its own report. */
  const periods = (name: PeriodFunction, args: readonly ASTNode[], at: Span, inside: boolean): Node => {
    const [first] = args;
    if (args.length !== 1 || first?.op !== "id") return fault(at, `${name}(...) berisi satu nama isian saja.`);
    if (inside) {
      return fault(
        at,
        `${name}(...) tidak boleh berada di dalam jumlah, rata, min, atau maks; buat isian hitungan dahulu.`,
      );
    }
    const of: Node = { at: spanOf(first), op: "read", read: { name: first.args, as: "periods", rows: false } };
    return { at, op: "periods", name, of };
  };

  /** capaian("metode", ...) and kelas("skala", ...): the id is a text in the formula, so that the check can know it. */
  const asked = (name: "capaian" | "kelas", args: readonly ASTNode[], at: Span, inside: boolean): Node => {
    const [first, ...rest] = args;
    const id = first?.op === "value" && typeof first.args === "string" ? first.args : undefined;
    if (first === undefined || id === undefined || rest.length === 0) {
      return fault(
        first === undefined ? at : spanOf(first),
        name === "capaian"
          ? 'capaian(...) dimulai dengan nama metode dalam tanda kutip, lalu realisasi dan target: capaian("naik", realisasi, target).'
          : 'kelas(...) dimulai dengan nama skala dalam tanda kutip, lalu angkanya: kelas("sakip", nilai).',
      );
    }
    const common = { at, id, idAt: spanOf(first), parts: rest.map((part) => walk(part, inside)) };
    return name === "capaian"
      ? { ...common, op: "achieve", by: known(scope.methods, id) }
      : { ...common, op: "classify", by: known(scope.scales, id) };
  };

  return { root: walk(ast, false), errors };
}

type DateFunction = "tanggal" | "akhir_periode" | "hari_antara" | "tambah_bulan";

const spanOf = (node: ASTNode): Span => ({ start: node.start, end: node.end });

/** An entry under its own name; names of the language's own objects are none. */
function known<T>(entries: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return entries !== undefined && Object.hasOwn(entries, name) ? entries[name] : undefined;
}

function literal(held: unknown, written: string, at: Span, fault: (at: Span, message: string) => Node): Node {
  if (typeof held === "string") return { at, op: "text", text: held };
  if (typeof held === "boolean") return { at, op: "truth", holds: held };
  // Never the parsed number, which may be a float: the digits as they stand in the source.
  if (isDecimalText(written)) return { at, op: "number", amount: decimal(written) };
  return fault(at, `Tulis "${written}" sebagai angka biasa, misalnya 1000 atau 0.5.`);
}
