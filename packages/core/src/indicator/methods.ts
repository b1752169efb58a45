import {
  amountOf,
  blocking,
  type Figure,
  meanOfFigures,
  missing,
  NEEDS_ASSESSMENT,
  NOT_A_NUMBER,
  TOO_LARGE,
  undefinedBecause,
  valueOf,
} from "../expression/figure.ts";
import type { Achieved, MethodInScope } from "../expression/judgement.ts";
import { unreachable } from "../expression/program.ts";
import {
  absolute,
  add,
  bounded,
  compare,
  type Decimal,
  decimal,
  divide,
  HUNDRED,
  isNegative,
  isZero,
  multiply,
  round,
  subtract,
} from "../kernel/decimal.ts";
import { formatNumber } from "../kernel/format.ts";
import type { Method } from "./schema.ts";

export type Achievement = Achieved;
type MeanMethod = Extract<Method, { kind: "rata" }>;

/** The inputs of each kind in the order in which an expression gives them. */
export const METHOD_INPUTS: Readonly<Record<Method["kind"], readonly string[]>> = {
  naik: ["realisasi", "target"],
  "turun-permenpan": ["realisasi", "target"],
  "turun-rasio": ["realisasi", "target"],
  "baseline-turun": ["realisasi", "target", "kondisi awal"],
  rentang: ["realisasi", "batas bawah", "batas atas"],
  ordinal: ["realisasi", "target"],
  stabil: ["realisasi", "target"],
  rata: ["rata-rata seluruh butir", "rata-rata tabel pertama", "rata-rata tabel kedua"],
};

const assess = (why: string): Figure => undefinedBecause(`${NEEDS_ASSESSMENT}: ${why}`);

/**
 * The achievement in percent of a realisation under a method: as computed, and as it counts. Exact decimals; nothing is
 * rounded unless the method says so. Where the formula divides by zero or by a negative target there is no answer, shown as "perlu
 * penilaian", unless an assessor gave a reasoned score (mission, "Achievement methods").
 */
export function achievement(method: Method, inputs: readonly Figure[], assessed?: Figure): Achievement {
  const raw = rawOf(method, inputs);
  const score = raw.kind === "undefined" && assessed !== undefined ? amountOf(assessed) : undefined;
  if (score !== undefined) return { raw, ...limit(method, score), assessed: true };
  if (raw.kind !== "value") return { raw, counted: raw, limited: null, limit: null, assessed: false };
  return { raw, ...limit(method, raw.amount), assessed: false };
}

function limit(method: Method, amount: Decimal): Pick<Achievement, "counted" | "limited" | "limit"> {
  const counts = (counted: Decimal): Figure =>
    valueOf(method.rounded ? round(counted, method.decimals, "half-up") : counted, "%");
  if (method.cap !== null && compare(amount, decimal(method.cap)) > 0) {
    const cap = decimal(method.cap);
    return { counted: counts(cap), limited: "cap", limit: `batas atas ${formatNumber(cap)}` };
  }
  if (method.floor !== null && compare(amount, decimal(method.floor)) < 0) {
    const floor = decimal(method.floor);
    return { counted: counts(floor), limited: "floor", limit: `batas bawah ${formatNumber(floor)}` };
  }
  return { counted: counts(amount), limited: null, limit: null };
}

/** `numerator` / `denominator` x 100 with one division, so that the cut quotient is as close as it can be. */
function percentOf(numerator: Decimal, denominator: Decimal, why: string): Figure {
  if (isZero(denominator)) return assess(`${why} 0`);
  if (isNegative(denominator)) return assess(`${why} di bawah 0`);
  return fitted(divide(multiply(numerator, HUNDRED), denominator));
}

const fitted = (amount: Decimal): Figure => {
  const kept = bounded(amount);
  return kept === undefined ? undefinedBecause(TOO_LARGE) : valueOf(kept, "%");
};

const rising = (r: Decimal, t: Decimal, name = "target"): Figure => percentOf(r, t, name);
const falling = (r: Decimal, t: Decimal, name = "target"): Figure => percentOf(subtract(add(t, t), r), t, name);

/** A table without items does not count as nought: the other one is the mean. */
function meanBy({ through }: MeanMethod, [items, ...tables]: readonly Figure[]): Figure {
  const mean = through === "butir" ? (items ?? missing()) : meanOfFigures(tables).figure;
  const amount = amountOf(mean);
  return amount === undefined ? mean : valueOf(amount, "%");
}

function rawOf(method: Method, inputs: readonly Figure[]): Figure {
  if (method.kind === "rata") return meanBy(method, inputs);
  const blocked = blocking(inputs);
  if (blocked !== undefined) return blocked;
  const [r, t, third] = inputs.map((figure) => numberOf(method, figure));
  if (r === undefined || t === undefined) {
    return method.kind === "ordinal" ? assess("jawaban tidak ada pada daftar skor") : undefinedBecause(NOT_A_NUMBER);
  }
  switch (method.kind) {
    case "naik":
    case "ordinal":
      return rising(r, t);
    case "turun-permenpan":
      return falling(r, t);
    case "turun-rasio":
      return isZero(t) ? assess("target 0") : percentOf(t, r, "realisasi");
    case "stabil": {
      const away = percentOf(absolute(subtract(r, t)), t, "target");
      return away.kind === "value" ? fitted(subtract(HUNDRED, away.amount)) : away;
    }
    case "baseline-turun":
      if (third === undefined) return undefinedBecause(NOT_A_NUMBER);
      return fromBaseline(r, t, third);
    case "rentang": {
      if (third === undefined) return undefinedBecause(NOT_A_NUMBER);
      if (compare(t, third) > 0) return assess("batas bawah lebih tinggi dari batas atas");
      const side = outside(r, t, third);
      if (side === null) return valueOf(HUNDRED, "%");
      return method.direction === "naik" ? rising(r, side.bound, side.name) : falling(r, side.bound, side.name);
    }
    default:
      return unreachable(method);
  }
}

/** A target that does not lie below the baseline asks for no decrease: the formula would praise the wrong direction. */
function fromBaseline(r: Decimal, t: Decimal, baseline: Decimal): Figure {
  if (compare(baseline, t) <= 0) return assess("target tidak di bawah kondisi awal");
  return fitted(divide(multiply(subtract(baseline, r), HUNDRED), subtract(baseline, t)));
}

/** The bound on the side of the value; null inside the band, whose bounds belong to it. */
function outside(r: Decimal, low: Decimal, high: Decimal): { readonly bound: Decimal; readonly name: string } | null {
  if (compare(r, low) < 0) return { bound: low, name: "batas bawah" };
  return compare(r, high) > 0 ? { bound: high, name: "batas atas" } : null;
}

function numberOf(method: Method, figure: Figure): Decimal | undefined {
  if (method.kind !== "ordinal") return amountOf(figure);
  const found = figure.kind === "text" ? method.scores.find((each) => each.answer === figure.text) : undefined;
  return found && decimal(found.score);
}

/** The formula of a method with these words in place of its inputs; with figures, the branch that applies to them. */
export function writeMethod(method: Method, parts: readonly string[], figures?: readonly Figure[]): string {
  const [r = "", t = "", third = ""] = parts;
  switch (method.kind) {
    case "naik":
      return `${r} / ${t} × 100`;
    case "ordinal":
      return `skor ${r}${scoreOf(method, figures?.[0])} / skor ${t}${scoreOf(method, figures?.[1])} × 100`;
    case "turun-permenpan":
      return `(2 × ${t} - ${r}) / ${t} × 100`;
    case "turun-rasio":
      return `${t} / ${r} × 100`;
    case "baseline-turun":
      return `(${third} - ${r}) / (${third} - ${t}) × 100`;
    case "stabil":
      return `100 - |${r} - ${t}| / ${t} × 100`;
    case "rentang":
      return writeBand(method, [r, t, third], figures);
    case "rata":
      return writeMean(method, parts, figures);
    default:
      return unreachable(method);
  }
}

function writeMean({ through }: MeanMethod, parts: readonly string[], figures: readonly Figure[] = []): string {
  const [items = "", ...tables] = parts;
  if (through === "butir") return items;
  const counted = tables.filter((_, i) => figures[i + 1]?.kind !== "not-applicable");
  return counted.length === 1 ? counted.join("") : `(${counted.join(" + ")}) / ${counted.length}`;
}

function writeBand(
  method: Extract<Method, { kind: "rentang" }>,
  [r, low, high]: readonly [string, string, string],
  figures: readonly Figure[] | undefined,
): string {
  const beyond = (bound: string): string =>
    method.direction === "naik" ? `${r} / ${bound} × 100` : `(2 × ${bound} - ${r}) / ${bound} × 100`;
  const band = `${low} ≤ ${r} ≤ ${high}`;
  const amounts = (figures ?? []).map((figure) => numberOf(method, figure));
  const [value, least, most] = amounts;
  if (value === undefined || least === undefined || most === undefined) {
    return `100 jika ${band}; di luar itu ${beyond("batas terdekat")}`;
  }
  const side = outside(value, least, most);
  if (side === null) return `100, karena ${band}`;
  return beyond(side.name === "batas bawah" ? low : high);
}

function scoreOf(method: Extract<Method, { kind: "ordinal" }>, figure: Figure | undefined): string {
  const score = figure && numberOf(method, figure);
  return score === undefined ? "" : ` = ${formatNumber(score)}`;
}

/** Whether a method sets a realisation against its target, so that an indicator can be judged by it. */
export const judgesTargets = ({ kind }: Pick<Method, "kind">): boolean => kind !== "rata";

/** A method as expressions see it. */
export function methodInScope(method: Method): MethodInScope {
  const { id, n, label, source } = method;
  return {
    id,
    n,
    label,
    source,
    parts: METHOD_INPUTS[method.kind],
    answers: method.kind === "ordinal" ? "text" : "number",
    ...(method.kind === "ordinal" ? { choices: method.scores.map((each) => each.answer) } : {}),
    achieve: (parts, assessed) => achievement(method, parts, assessed),
    write: (parts, figures) => writeMethod(method, parts, figures),
  };
}

/** Methods by id, for the scope of an expression. */
export const methodsInScope = (methods: readonly Method[]): Readonly<Record<string, MethodInScope>> =>
  Object.fromEntries(methods.map((method) => [method.id, methodInScope(method)]));
