import { Big } from "big.js";

/** Digits before the decimal point that a decimal text may have. */
export const MAX_WHOLE_DIGITS = 40;
/** Digits after the decimal point that a decimal text may have; also where a division stops. */
export const MAX_FRACTION_DIGITS = 40;

// A constructor of our own: `strict` makes every float throw, also inside plus(0.1). Division is cut off, never rounded:
// a cut quotient lies on the same side of a tie as the true one, so that one later "half-up" gives the exact answer.
const Exact = Big();
Exact.strict = true;
Exact.DP = MAX_FRACTION_DIGITS;
Exact.RM = Big.roundDown;

export const ZERO: Decimal = new Exact("0");
export const ONE: Decimal = new Exact("1");
export const HUNDRED: Decimal = new Exact("100");

/** An exact decimal number. Immutable. Made by `decimal` only. */
export type Decimal = Big;

export type RoundingMode = "half-up" | "half-even" | "down" | "up";

const roundingModes = {
  "half-up": Big.roundHalfUp,
  "half-even": Big.roundHalfEven,
  down: Big.roundDown,
  up: Big.roundUp,
} as const;

const decimalPattern = /^-?(\d+)(?:\.(\d+))?$/;

/** Whether `candidate` is a plain decimal text such as "2475300.25": no exponent, no grouping, bounded digits. */
export function isDecimalText(candidate: string): boolean {
  if (candidate.length > MAX_WHOLE_DIGITS + MAX_FRACTION_DIGITS + 2) return false;
  const match = decimalPattern.exec(candidate);
  if (match === null) return false;
  return (match[1] ?? "").length <= MAX_WHOLE_DIGITS && (match[2] ?? "").length <= MAX_FRACTION_DIGITS;
}

/**
 * The exact decimal of a canonical text ("2475300.25", "-3") or of a whole number as bigint.
 * @throws RangeError when the text is not canonical or has too many digits.
 */
export function decimal(source: string | bigint): Decimal {
  const written = typeof source === "bigint" ? source.toString() : source;
  if (!isDecimalText(written)) throw new RangeError(`not a decimal text: ${written.slice(0, 60)}`);
  return new Exact(written);
}

/** The one canonical text of a decimal: no exponent, no trailing zeros, no "-0". */
export function text(value: Decimal): string {
  const written = value.toFixed();
  return isZero(value) ? "0" : written;
}

/** The text with exactly `places` decimals: "12.50". Rounds half up when there are more. */
export function fixedText(value: Decimal, places: number, mode: RoundingMode = "half-up"): string {
  const written = round(value, places, mode).toFixed(places);
  return /^-[0.]+$/.test(written) ? written.slice(1) : written;
}

export function add(left: Decimal, right: Decimal): Decimal {
  return left.plus(right);
}

export function subtract(left: Decimal, right: Decimal): Decimal {
  return left.minus(right);
}

export function multiply(left: Decimal, right: Decimal): Decimal {
  return left.times(right);
}

/**
 * The quotient, cut off after `MAX_FRACTION_DIGITS` decimals. Most callers want `ratio` (ratio.ts) instead.
 * @throws RangeError when `right` is zero: the caller decides what that means before dividing.
 */
export function divide(left: Decimal, right: Decimal): Decimal {
  if (isZero(right)) throw new RangeError("division by zero");
  return left.div(right);
}

export function negate(value: Decimal): Decimal {
  return isZero(value) ? ZERO : value.neg();
}

export function absolute(value: Decimal): Decimal {
  return value.abs();
}

/** -1, 0 or 1, as sort functions want it. */
export function compare(left: Decimal, right: Decimal): -1 | 0 | 1 {
  return left.cmp(right);
}

export function equals(left: Decimal, right: Decimal): boolean {
  return left.eq(right);
}

export function isZero(value: Decimal): boolean {
  return value.eq(ZERO);
}

export function isNegative(value: Decimal): boolean {
  return value.lt(ZERO);
}

/** The exact sum; zero for no terms (the caller says whether "no terms" means missing). */
export function sum(terms: Iterable<Decimal>): Decimal {
  let total = ZERO;
  for (const term of terms) total = total.plus(term);
  return total;
}

/** `value` at `places` decimals. "half-up" goes away from zero at a tie, also below zero: -0.125 becomes -0.13. */
export function round(value: Decimal, places: number, mode: RoundingMode): Decimal {
  const rounded = value.round(places, roundingModes[mode]);
  return isZero(rounded) ? ZERO : rounded;
}

/** How many decimals the value needs: 12.50 needs one. */
export function fractionDigits(value: Decimal): number {
  return Math.max(0, value.c.length - 1 - value.e);
}

/** How many digits stand before the decimal point; at least one. */
export function wholeDigits(value: Decimal): number {
  return Math.max(1, value.e + 1);
}

/**
 * The value with decimals beyond `MAX_FRACTION_DIGITS` cut off, so that it can be written and read back;
 * undefined when it has too many digits before the point.
 */
export function bounded(value: Decimal): Decimal | undefined {
  if (wholeDigits(value) > MAX_WHOLE_DIGITS) return undefined;
  return fractionDigits(value) > MAX_FRACTION_DIGITS ? round(value, MAX_FRACTION_DIGITS, "down") : value;
}

/** A number that somebody typed shows the decimals it has; those of its field are the most it may have. */
export const asTyped = <M extends { readonly type: string; readonly decimals?: number | undefined }>(
  measured: M,
  amount: Decimal,
): M =>
  measured.type === "number" && measured.decimals !== undefined
    ? { ...measured, decimals: Math.min(measured.decimals, fractionDigits(amount)) }
    : measured;
