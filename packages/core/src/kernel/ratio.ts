import { add, type Decimal, divide, HUNDRED, isZero, multiply, type RoundingMode, round, ZERO } from "./decimal.ts";

/** One side of a ratio: its name for messages and its amount, absent when nobody has reported it. */
export type Term = { readonly name: string; readonly amount: Decimal | undefined };

/** Why a ratio has no value although nothing is missing. */
export type UndefinedReason = "zero-denominator" | "no-terms";

/** The result of a division. There is no number for a missing side or a zero denominator: never 0, NaN or 100. */
export type Ratio =
  | { readonly kind: "value"; readonly amount: Decimal }
  | { readonly kind: "missing"; readonly which: readonly string[] }
  | { readonly kind: "undefined"; readonly why: UndefinedReason };

/** `numerator` by `denominator`, unrounded. A missing side is reported before a zero denominator. */
export function ratio(numerator: Term, denominator: Term): Ratio {
  const which = missingNames([numerator, denominator]);
  if (numerator.amount === undefined || denominator.amount === undefined) return { kind: "missing", which };
  return quotient(numerator.amount, denominator.amount);
}

/** Sum of numerators by sum of denominators: sums first, then divides. Any missing side makes the whole missing. */
export function ratioOfSums(pairs: readonly { readonly numerator: Term; readonly denominator: Term }[]): Ratio {
  if (pairs.length === 0) return { kind: "undefined", why: "no-terms" };
  const which = missingNames(pairs.flatMap((pair) => [pair.numerator, pair.denominator]));
  if (which.length > 0) return { kind: "missing", which };
  return quotient(total(pairs.map((pair) => pair.numerator)), total(pairs.map((pair) => pair.denominator)));
}

/**
 * Ratio of sums over the pairs that are complete; the others stay out of numerator and denominator alike.
 * `counted` of `expected` must be printed beside the ratio.
 */
export function ratioOfReported(pairs: readonly { readonly numerator: Term; readonly denominator: Term }[]): {
  readonly ratio: Ratio;
  readonly counted: number;
  readonly expected: number;
  readonly left: readonly string[];
} {
  const reported = pairs.filter((pair) => pair.numerator.amount !== undefined && pair.denominator.amount !== undefined);
  const left = missingNames(pairs.flatMap((pair) => [pair.numerator, pair.denominator]));
  const nothing: Ratio = left.length > 0 ? { kind: "missing", which: left } : { kind: "undefined", why: "no-terms" };
  return {
    ratio: reported.length === 0 ? nothing : ratioOfSums(reported),
    counted: reported.length,
    expected: pairs.length,
    left,
  };
}

/** The ratio times 100, still unrounded. */
export function percent(of: Ratio): Ratio {
  return of.kind === "value" ? { kind: "value", amount: multiply(of.amount, HUNDRED) } : of;
}

/** The rounding is named and comes last: only for showing or for a stored verdict, never between two steps. */
export function roundRatio(of: Ratio, places: number, mode: RoundingMode): Ratio {
  return of.kind === "value" ? { kind: "value", amount: round(of.amount, places, mode) } : of;
}

function quotient(numerator: Decimal, denominator: Decimal): Ratio {
  if (isZero(denominator)) return { kind: "undefined", why: "zero-denominator" };
  return { kind: "value", amount: divide(numerator, denominator) };
}

function total(terms: readonly Term[]): Decimal {
  return terms.reduce((sum, term) => add(sum, term.amount ?? ZERO), ZERO);
}

function missingNames(terms: readonly Term[]): string[] {
  return [...new Set(terms.filter((term) => term.amount === undefined).map((term) => term.name))];
}
