import {
  type Figure,
  isReported,
  largestFigure,
  meanOfFigures,
  missing,
  smallestFigure,
  sumFigures,
  type Taken,
} from "./figure.ts";
import type { PeriodFunction } from "./program.ts";

/** What was taken over periods; `left` names the periods that did not report and marks the result incomplete. */
export type TakenOver = Taken & { readonly left: readonly string[]; readonly expected: number };

/**
 * A figure over the periods of the year up to this one. A period that did not report adds nothing and is named; an
 * average divides by the number that reported; "terakhir" is the last one reported. When no period reported, all are missing.
 * `jumlah_semua_periode` is for targets: each period must have one, or the sum is missing.
 */
export function takeOver(name: PeriodFunction, figures: readonly Figure[]): TakenOver {
  const reported = figures.filter((figure) => figure.kind !== "missing");
  const left = namesOf(figures);
  const strict = name === "jumlah_semua_periode";
  const taken = reported.length === 0 && figures.length > 0 ? none(left) : functions[name](strict ? figures : reported);
  return { ...taken, left, expected: figures.length };
}

const none = (left: readonly string[]): Taken => ({ figure: missing(...left), counted: 0, skipped: 0 });

const functions: Readonly<Record<PeriodFunction, (figures: readonly Figure[]) => Taken>> = {
  jumlah_periode: sumFigures,
  rata_periode: meanOfFigures,
  min_periode: smallestFigure,
  maks_periode: largestFigure,
  jumlah_semua_periode: sumFigures,
  terakhir: (figures) => {
    const last = figures.findLast(isReported);
    if (last !== undefined) return { figure: last, counted: 1, skipped: 0 };
    return { figure: figures.at(-1) ?? missing(), counted: 0, skipped: figures.length };
  },
};

/** Numerator and denominator of a ratio of sums, and what was left out of both because one side was missing. */
export type PairedSums = {
  readonly left: Figure;
  readonly right: Figure;
  readonly counted: number;
  readonly skipped: number;
  readonly absent: readonly string[];
};

/**
 * The sums over the places where both are there. A place where one is missing or does not apply enters neither side;
 * when all that apply are missing, both sums are.
 */
export function pairedSums(numerators: readonly Figure[], denominators: readonly Figure[]): PairedSums {
  const length = Math.max(numerators.length, denominators.length);
  const pairs = Array.from({ length }, (_, i) => [numerators[i] ?? missing(), denominators[i] ?? missing()] as const);
  const applicable = pairs.filter((pair) => pair.every((figure) => figure.kind !== "not-applicable"));
  const whole = applicable.filter((pair) => pair.every((figure) => figure.kind !== "missing"));
  const absent = namesOf(applicable.flat());
  // Nothing left to add: the sums of all there was say why (nothing reported, nothing applies, no rows).
  const entered = whole.length > 0 ? whole : applicable.length > 0 ? applicable : pairs;
  const sumOf = (side: 0 | 1): Figure => sumFigures(entered.map((pair) => pair[side])).figure;
  const [left, right] = [sumOf(0), sumOf(1)];
  return { left, right, counted: whole.length, skipped: length - applicable.length, absent };
}

function namesOf(figures: readonly Figure[]): readonly string[] {
  return [...new Set(figures.flatMap((figure) => (figure.kind === "missing" ? figure.which : [])))];
}
